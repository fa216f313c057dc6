//go:build race

package identitypooltest_test

// slowdown is how much longer things may take: the race detector makes them slower.
const slowdown = 20
