// N eggs, a goroutine each: goroutines N
package main

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

func fry(kitchen *url.URL, i int) error {
	egg, err := net.Dial("tcp", kitchen.Host)
	if err != nil {
		return err
	}
	defer egg.Close()
	if _, err := fmt.Fprintf(egg, "GET %s/E%d HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n", kitchen.Path, i, kitchen.Host); err != nil {
		return err
	}
	reply, err := io.ReadAll(egg)
	if err != nil {
		return err
	}
	if !bytes.HasPrefix(reply, []byte("HTTP/1.1 200 ")) {
		return fmt.Errorf("no egg: %.40q", reply)
	}
	return nil
}

func main() {
	address := os.Getenv("KITCHEN_URL")
	if address == "" {
		address = "http://127.0.0.1:3001"
	}
	kitchen, err := url.Parse(address)
	if err != nil || len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "Say how many eggs: goroutines 100")
		os.Exit(2)
	}
	eggs, err := strconv.Atoi(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}

	began := time.Now()
	var failed atomic.Int64
	var all sync.WaitGroup
	for i := range eggs {
		all.Go(func() {
			if fry(kitchen, i) != nil {
				failed.Add(1)
			}
		})
	}
	all.Wait()
	ms := float64(time.Since(began)) / float64(time.Millisecond)

	fmt.Printf("{\"eggs\":%d,\"ms\":%f,\"failed\":%d}\n", eggs, ms, failed.Load())
	// Whoever measures looks at this process once more before it ends.
	_, _ = io.Copy(io.Discard, os.Stdin)
}
