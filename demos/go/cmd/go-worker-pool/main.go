package main

import (
	"fmt"
	"sync"

	"foureggs/kitchen"
)

func main() {
	// #region show
	orders := make(chan string)
	var cooks sync.WaitGroup

	for range 2 {
		cooks.Go(func() {
			for order := range orders {
				fry(order)
			}
		})
	}

	names := []string{"A", "B", "C", "D"}
	for _, name := range names {
		orders <- name
	}
	close(orders)
	cooks.Wait()
	// #endregion show
}

func fry(order string) {
	egg, err := kitchen.FryEgg(order)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(egg, "is ready")
}
