package main

import (
	"fmt"
	"time"

	"foureggs/kitchen"
)

func main() {
	half := kitchen.EggTime / 2
	serve([]string{
		kitchen.Timed("A", half),
		kitchen.Timed("B", half),
		kitchen.Timed("C", 3*half),
		kitchen.Timed("D", 3*half),
	}, kitchen.EggTime)
	fmt.Println(kitchen.Stuck("main.serve"), "goroutines are stuck")
}

func serve(orders []string, patience time.Duration) {
	// #region show
	eggs := make(chan string, len(orders))
	for _, order := range orders {
		go func() {
			eggs <- kitchen.MustFry(order)
		}()
	}

	timeout := time.After(patience)
	for range orders {
		select {
		case egg := <-eggs:
			fmt.Println(egg, "is ready")
		case <-timeout:
			fmt.Println("no time for more")
			return
		}
	}
	// #endregion show
}
