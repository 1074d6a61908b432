package main

import (
	"fmt"
	"sync"
)

// The two meet here: each has its first lock before either asks for its second.
var salt, pepper sync.Mutex
var ready sync.WaitGroup

// #region show
func cook(name string, a, b *sync.Mutex) {
	a.Lock()
	ready.Done()
	ready.Wait()
	b.Lock()
	fmt.Println(name, "has both")
}

func main() {
	ready.Add(2)
	var done sync.WaitGroup
	done.Go(func() { cook("A", &salt, &pepper) })
	done.Go(func() { cook("B", &pepper, &salt) })
	done.Wait()
}

// #endregion show
