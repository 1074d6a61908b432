package main

import (
	"context"
	"fmt"
	"sync"

	"foureggs/kitchen"
)

func main() {
	quarter := kitchen.EggTime / 4
	patience := quarter * 5 / 2
	orders := []string{
		kitchen.Timed("A", quarter),
		kitchen.Timed("B", 2*quarter),
		kitchen.Timed("C", 3*quarter),
		kitchen.Timed("D", 4*quarter),
	}
	// #region show
	ctx, cancel := context.WithTimeout(
		context.Background(), patience)
	defer cancel()

	fry := func(order string) {
		egg, err := kitchen.FryContext(ctx, order)
		if err != nil {
			fmt.Println("no egg:", err)
			return
		}
		fmt.Println(egg, "is ready")
	}
	var eggs sync.WaitGroup
	for _, order := range orders {
		eggs.Go(func() { fry(order) })
	}
	eggs.Wait()
	// #endregion show
}
