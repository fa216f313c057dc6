package answer_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/awscdk-constructs/identitypool/internal/answer"
)

func itself(a answer.Answer) answer.Answer { return a }

func TestAnswers(t *testing.T) {
	t.Parallel()
	const no, unknown, yes = answer.No, answer.Unknown, answer.Yes
	for name, test := range map[string]struct {
		given    []answer.Answer
		any, all answer.Answer
	}{
		"of nothing, none is and all are": {nil, no, yes},
		"one yes is enough for any":       {[]answer.Answer{no, unknown, yes}, yes, no},
		"one unknown leaves open":         {[]answer.Answer{unknown, unknown}, unknown, unknown},
		"unknown is better than no":       {[]answer.Answer{no, unknown}, unknown, no},
		"unknown is worse than yes":       {[]answer.Answer{yes, unknown}, yes, unknown},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, test.any, answer.AnyOf(test.given, itself))
			assert.Equal(t, test.all, answer.AllOf(test.given, itself))
		})
	}
}

func TestNotAndWords(t *testing.T) {
	t.Parallel()
	assert.Equal(t, answer.Yes, answer.No.Not())
	assert.Equal(t, answer.No, answer.Yes.Not())
	assert.Equal(t, answer.Unknown, answer.Unknown.Not())
	assert.Equal(t, answer.Yes, answer.Of(true))
	assert.Equal(t, answer.No, answer.Of(false))
	assert.Equal(t, "no unknown yes", answer.No.String()+" "+answer.Unknown.String()+" "+answer.Yes.String())
}
