package spelling_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/internal/spelling"
)

func TestDistanceCountsChangedLetters(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"Files", "files", 0},
		{"Files", "File", 1},
		{"File", "Files", 1},
		{"Filse", "Files", 2},
		{"kitten", "sitting", 3},
		{"", "ab", 2},
		{"Größe", "Grosse", 3},
	} {
		assert.Equal(t, test.want, spelling.Distance(test.a, test.b), test)
		assert.Equal(t, test.want, spelling.Distance(test.b, test.a), test)
	}
}

func TestClosestIsTheNameOfFewestChanges(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "guests-allowed", spelling.Closest("guest-allowed", []string{"guests-without-role", "guests-allowed"}))
}

func TestNearNamesArePartsOfEachOtherOrDifferInFewLetters(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, other string
		want        bool
	}{
		{"documents", "Documents", true},
		{"Document", "DocumentsPolicy", true},
		{"MyOrders", "Orders", true},
		{"Dokuments", "Documents", true},
		{"Oders", "Orders", true},
		{"Odrers", "Orders", false},
		{"Docs", "Documents", false},
		{"Or", "Orders", false},
		{"", "Orders", false},
		{"Users", "Orders", false},
	} {
		assert.Equal(t, test.want, spelling.IsNear(test.name, test.other), test)
	}
}
