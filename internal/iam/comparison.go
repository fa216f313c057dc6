package iam

import (
	"encoding/base64"
	"math/big"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/awscdk-constructs/identitypool/internal/answer"
)

// literal is the text if all of it is known.
func (g glob) literal() (string, bool) {
	var text strings.Builder
	text.Grow(len(g))
	for _, each := range g {
		if each.kind != char {
			return "", false
		}
		text.WriteRune(each.char)
	}
	return text.String(), true
}

// lower is for what IAM compares without regard to case.
func (g glob) lower() glob {
	lowered := make(glob, 0, len(g))
	for _, each := range g {
		if each.kind == char {
			each.char = unicode.ToLower(each.char)
		}
		lowered = append(lowered, each)
	}
	return lowered
}

func sameIgnoringCase(wanted, found glob) answer.Answer { return match(wanted.lower(), found.lower()) }

// truth reads true and false; all else is neither.
func truth(text glob) (isTrue, known bool) {
	switch literal, _ := text.literal(); strings.ToLower(literal) {
	case "true":
		return true, true
	case "false":
		return false, true
	default:
		return false, false
	}
}

func sameTruth(wanted, found glob) answer.Answer {
	a, aIsKnown := truth(wanted)
	b, bIsKnown := truth(found)
	if !aIsKnown || !bIsKnown {
		return answer.Unknown
	}
	return answer.Of(a == b)
}

// order tells what an operator makes of a wanted value that is smaller (-1), equal or greater than the one found.
type order func(foundToWanted int) bool

func equal(sign int) bool          { return sign == 0 }
func less(sign int) bool           { return sign < 0 }
func lessOrEqual(sign int) bool    { return sign <= 0 }
func greater(sign int) bool        { return sign > 0 }
func greaterOrEqual(sign int) bool { return sign >= 0 }

var decimal = regexp.MustCompile(`^[-+]?[0-9]{1,40}(\.[0-9]{1,40})?$`)

// numeric compares whole numbers and decimals. What is neither is not documented.
func numeric(holds order) func(wanted, found glob) answer.Answer {
	return func(wanted, found glob) answer.Answer {
		a, aIsNumber := number(wanted)
		b, bIsNumber := number(found)
		if !aIsNumber || !bIsNumber {
			return answer.Unknown
		}
		return answer.Of(holds(b.Cmp(a)))
	}
}

func number(text glob) (*big.Rat, bool) {
	known, _ := text.literal()
	if !decimal.MatchString(known) {
		return nil, false
	}
	return new(big.Rat).SetString(known)
}

// dateLayouts are those of ISO 8601 that the W3C's note has, but for the year alone, which may be a number of seconds as well.
//
// See: https://www.w3.org/TR/NOTE-datetime
var dateLayouts = []string{"2006-01", "2006-01-02", "2006-01-02T15:04Z07:00", time.RFC3339Nano}

// date compares dates, which are written as ISO 8601 says or as seconds since 1970.
func date(holds order) func(wanted, found glob) answer.Answer {
	return func(wanted, found glob) answer.Answer {
		a, aIsDate := instant(wanted)
		b, bIsDate := instant(found)
		if !aIsDate || !bIsDate {
			return answer.Unknown
		}
		return answer.Of(holds(b.Compare(a)))
	}
}

// shortestEpoch is how many digits a number must have not to be taken for a year.
const shortestEpoch = 5

func instant(text glob) (time.Time, bool) {
	known, _ := text.literal()
	if seconds, err := strconv.ParseInt(known, 10, 64); err == nil && len(known) >= shortestEpoch && seconds > 0 && known[0] != '+' {
		return time.Unix(seconds, 0), true
	}
	for _, layout := range dateLayouts {
		if parsed, err := time.Parse(layout, known); err == nil {
			return parsed, true
		}
	}
	return time.Time{}, false
}

// inNetwork compares an address with a range of addresses or a single one, of version 4 or 6.
func inNetwork(wanted, found glob) answer.Answer {
	network, isNetwork := readNetwork(wanted)
	text, _ := found.literal()
	address, err := netip.ParseAddr(text)
	if !isNetwork || err != nil || address.Zone() != "" {
		return answer.Unknown
	}
	if address.Is4In6() || network.Addr().Is4In6() {
		return answer.Unknown // whether that is an address of version 4 is not documented
	}
	return answer.Of(network.Contains(address))
}

func readNetwork(text glob) (netip.Prefix, bool) {
	known, _ := text.literal()
	if network, err := netip.ParsePrefix(known); err == nil {
		return network, true
	}
	address, err := netip.ParseAddr(known)
	if err != nil || address.Zone() != "" {
		return netip.Prefix{}, false
	}
	return netip.PrefixFrom(address, address.BitLen()), true
}

// sameBytes compares what is written in base64.
func sameBytes(wanted, found glob) answer.Answer {
	a, aKnown := wanted.literal()
	b, bKnown := found.literal()
	if !aKnown || !bKnown {
		return match(wanted, found)
	}
	first, err := base64.StdEncoding.DecodeString(a)
	if err != nil {
		return answer.Unknown
	}
	second, err := base64.StdEncoding.DecodeString(b)
	if err != nil {
		return answer.Unknown
	}
	return answer.Of(string(first) == string(second))
}

// partsOfARN is how many parts between colons an ARN has; the last one may hold colons itself.
const partsOfARN = 6

// sameARN compares ARNs part by part: a wildcard stands for something within one part.
func sameARN(wanted, found glob) answer.Answer {
	wantedParts, isPattern := wanted.splitARN()
	foundParts, isARN := found.splitARN()
	if !isPattern || !isARN {
		if intersects(wanted, found) {
			return answer.Unknown
		}
		return answer.No
	}
	worst := answer.Yes
	for i := range wantedParts {
		worst = min(worst, match(wantedParts[i], foundParts[i]))
	}
	return worst
}

// splitARN cuts at the first colons; it can't if something before the last one may hold colons itself.
func (g glob) splitARN() (parts [partsOfARN]glob, known bool) {
	colon := symbol{char: ':'}
	part, start := 0, 0
	for i, each := range g {
		switch {
		case part == partsOfARN-1:
		case each == colon:
			parts[part] = g[start:i]
			part, start = part+1, i+1
		case (each.kind == deferred || each.kind == anything) && each.mayHold(colon):
			return parts, false
		}
	}
	parts[part] = g[start:]
	return parts, part == partsOfARN-1
}
