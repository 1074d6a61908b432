package main

import (
	"fmt"
	"sync"

	"foureggs/kitchen"
)

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

func beat(cook, cooks int) {
	name := fmt.Sprintf("%d of %d", cook, cooks)
	defer kitchen.Lane(name)()
	for range 8 / cooks {
		fib(34)
	}
}

func main() {
	// #region show
	for _, cooks := range []int{1, 2, 4, 8} {
		var done sync.WaitGroup
		for cook := range cooks {
			done.Go(func() {
				// Beats 8 / cooks eggs.
				beat(cook+1, cooks)
			})
		}
		done.Wait()
	}
	// #endregion show
}
