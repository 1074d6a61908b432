package main

import (
	"fmt"
	"time"

	"foureggs/kitchen"
)

func main() {
	quarter := kitchen.EggTime / 4
	serve([]string{
		kitchen.Timed("A", quarter),
		kitchen.Timed("B", 2*quarter),
		kitchen.Timed("C", 3*quarter),
		kitchen.Timed("D", 4*quarter),
	}, quarter*5/2)
	fmt.Println(kitchen.Stuck("main.serve"), "goroutines are stuck")
}

func serve(orders []string, patience time.Duration) {
	// #region show
	eggs := make(chan string)
	for _, order := range orders {
		go func() {
			egg, _ := kitchen.FryEgg(order)
			eggs <- egg
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
