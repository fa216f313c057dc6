//go:build !race

package identitypooltest_test

// slowdown is how much longer things may take.
const slowdown = 1
