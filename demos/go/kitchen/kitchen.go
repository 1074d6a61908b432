// Package kitchen is what every program here is told about its kitchen.
package kitchen

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strconv"
	"strings"
	"sync"
	"time"
)

// EggTime is how long an egg takes when nothing else is asked for.
var EggTime = eggTime()

// client opens a connection for every egg, and keeps none: a kept one would hold two goroutines.
var client = &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}

// frying counts the eggs that are not ready yet.
var frying sync.WaitGroup

// FryEgg orders an egg and waits until it is ready.
func FryEgg(order string) (string, error) {
	return FryContext(context.Background(), order)
}

// MustFry is like FryEgg, and panics when there is no egg.
func MustFry(order string) string {
	egg, err := FryEgg(order)
	if err != nil {
		panic(err)
	}
	return egg
}

// FryContext orders an egg and waits until it is ready; it hangs up when ctx is done.
func FryContext(ctx context.Context, order string) (string, error) {
	frying.Add(1)
	defer frying.Done()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, stove()+"/"+order, nil)
	if err != nil {
		return "", err
	}
	reply, err := client.Do(request)
	if err != nil {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		return "", err
	}
	defer reply.Body.Close()
	egg, err := io.ReadAll(reply.Body)
	if err != nil {
		return "", err
	}
	if reply.StatusCode != http.StatusOK {
		name, _, _ := strings.Cut(order, "?")
		return "", fmt.Errorf("%s is burnt", name)
	}
	return string(egg), nil
}

// Lane reports that a task starts, and, when what it returns is called, that it ends. The task stays on one thread
// meanwhile, so that the system sees what it does.
func Lane(task string) func() {
	runtime.LockOSThread()
	report("start", task)
	return func() {
		report("end", task)
		runtime.UnlockOSThread()
	}
}

func report(kind, task string) {
	// This thread by the number that the system knows it by, where the system shows it.
	thread := ""
	if link, err := os.Readlink("/proc/thread-self"); err == nil {
		thread = `,"thread":` + filepath.Base(link)
	}
	fmt.Printf("{\"kind\":%q,\"task\":%q,\"work\":true%s}\n", kind, task, thread)
}

// Timed is an order for an egg that takes its own time.
func Timed(name string, time time.Duration) string {
	return fmt.Sprintf("%s?ms=%g", name, time.Seconds()*1000)
}

// Stuck waits until every egg is ready or called off, and a moment more. Then it counts the goroutines that the
// function of that name started and that are still there.
func Stuck(function string) int {
	frying.Wait()
	time.Sleep(50 * time.Millisecond)
	var stacks strings.Builder
	_ = pprof.Lookup("goroutine").WriteTo(&stacks, 2)
	return strings.Count(stacks.String(), "created by "+function+" in ")
}

func stove() string {
	if url := os.Getenv("KITCHEN_URL"); url != "" {
		return url
	}
	return "http://localhost:3001"
}

func eggTime() time.Duration {
	ms, err := strconv.ParseFloat(os.Getenv("EGG_MS"), 64)
	if err != nil {
		ms = 2000
	}
	return time.Duration(ms * float64(time.Millisecond))
}
