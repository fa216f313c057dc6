package cfn

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEachIndexIsWorkedOnOnce(t *testing.T) {
	t.Parallel()
	const count = 100
	calls := make([]int, count)
	sideBySide(count, func(index int) { calls[index]++ })
	for index, times := range calls {
		assert.Equal(t, 1, times, index)
	}
}

func TestPanicOfAGoroutineReachesTheCaller(t *testing.T) {
	t.Parallel()
	var finished [4]bool
	defer func() {
		err, _ := recover().(error)
		require.ErrorContains(t, err, "no template")
		require.ErrorContains(t, err, "sidebyside_internal_test.go", "it says where")
		assert.Equal(t, [4]bool{true, false, false, true}, finished, "the others are finished")
	}()
	sideBySide(len(finished), func(index int) {
		switch index {
		case 1:
			panic("no template")
		case 2:
			panic("neither")
		default:
			finished[index] = true
		}
	})
}
