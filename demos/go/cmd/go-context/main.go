package main

import (
	"context"
	"fmt"
	"sync"

	"foureggs/kitchen"
)

func main() {
	half := kitchen.EggTime / 2
	patience := kitchen.EggTime
	orders := []string{
		kitchen.Timed("A", half),
		kitchen.Timed("B", half),
		kitchen.Timed("C", 3*half),
		kitchen.Timed("D", 3*half),
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
