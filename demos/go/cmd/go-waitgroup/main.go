package main

import (
	"fmt"
	"sync"

	"foureggs/kitchen"
)

func main() {
	// #region show
	names := []string{"A", "B", "C", "D"}
	var eggs sync.WaitGroup

	for _, name := range names {
		eggs.Go(func() {
			egg, err := kitchen.FryEgg(name)
			if err != nil {
				fmt.Println(err)
				return
			}
			fmt.Println(egg, "is ready")
		})
	}

	eggs.Wait()
	// #endregion show
}
