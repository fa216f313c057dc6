package cfn

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
)

// sideBySide calls work with each index below count, on as many goroutines as there are processors. Nobody could recover from a panic on
// these, so the first one, by index, goes on where sideBySide was called.
func sideBySide(count int, work func(index int)) {
	panics := make([]error, count)
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	var group sync.WaitGroup
	for index := range count {
		slots <- struct{}{}
		group.Go(func() {
			defer func() {
				if reason := recover(); reason != nil {
					panics[index] = fmt.Errorf("%v\n%s", reason, debug.Stack())
				}
				<-slots
			}()
			work(index)
		})
	}
	group.Wait()
	for _, reason := range panics {
		if reason != nil {
			panic(reason)
		}
	}
}
