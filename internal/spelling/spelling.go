// Package spelling finds what was meant by a name that nothing has.
package spelling

import (
	"slices"
	"strings"
)

// Closest returns the name that was most likely meant: the one that fewest changed letters lead to. There must be one at least.
func Closest(name string, names []string) string {
	return slices.MinFunc(names, func(a, b string) int { return Distance(name, a) - Distance(name, b) })
}

// IsNear reports whether a name may have been meant by another: the one is part of the other, or a quarter of the letters at most is
// different.
func IsNear(name, other string) bool {
	const (
		quarter  = 4
		shortest = 3 // of parts that say something
	)
	name, other = strings.ToLower(name), strings.ToLower(other)
	isPart := len(name) >= shortest && strings.Contains(other, name) || len(other) >= shortest && strings.Contains(name, other)
	return isPart || Distance(name, other) <= max(1, len(name)/quarter)
}

// Distance is how many letters must be put in, taken out or exchanged to make one name of the other, whatever their case.
//
// See: https://en.wikipedia.org/wiki/Levenshtein_distance
func Distance(a, b string) int {
	from, to := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i := range from {
		diagonal := row[0]
		row[0] = i + 1
		for j := range to {
			exchanged := diagonal
			if from[i] != to[j] {
				exchanged++
			}
			diagonal = row[j+1]
			row[j+1] = min(exchanged, row[j]+1, diagonal+1)
		}
	}
	return row[len(to)]
}
