package cfn

import "github.com/awscdk-constructs/identitypool/internal/answer"

// truths decides the conditions of a stack, each once.
func (d *Deployment) truths(stack *Stack) map[string]answer.Answer {
	pending := &pendingConditions{stack: stack, answers: map[string]answer.Answer{}}
	for name := range stack.document.root().field("Conditions").members() {
		pending.answer(d, name.text())
	}
	return pending.answers
}

// pendingConditions are those of a stack that are being decided.
type pendingConditions struct {
	stack   *Stack
	answers map[string]answer.Answer
}

func (c *pendingConditions) answer(d *Deployment, name string) answer.Answer {
	if found, isDecided := c.answers[name]; isDecided {
		return found
	}
	c.answers[name] = answer.Unknown // as long as it depends on itself
	evaluation := &evaluation{deployment: d, parametersOnly: true, pending: c}
	c.answers[name] = evaluation.condition(c.stack, c.stack.conditions[name])
	return c.answers[name]
}

// truth answers a condition by its name. One that the template doesn't define is unknown.
func (e *evaluation) truth(stack *Stack, name string) answer.Answer {
	switch {
	case e.pending != nil && e.pending.stack == stack:
		return e.pending.answer(e.deployment, name)
	case e.pending != nil && !e.pending.stack.isWithin(stack):
		return answer.Unknown // it may be waiting for this one
	}
	found, isDefined := e.deployment.conditions[stack.index]()[name]
	if !isDefined {
		return answer.Unknown
	}
	return found
}

// condition decides an expression of conditions.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
func (e *evaluation) condition(stack *Stack, n node) answer.Answer {
	name, argument, _ := n.sole()
	var operands []node
	for item := range argument.items() {
		operands = append(operands, item)
	}
	decide := func(operand node) answer.Answer { return e.condition(stack, operand) }
	switch name {
	case conditionFunction:
		return e.truth(stack, argument.text())
	case "Fn::And":
		return answer.AllOf(operands, decide)
	case "Fn::Or":
		return answer.AnyOf(operands, decide)
	case "Fn::Not":
		if len(operands) == 1 {
			return decide(operands[0]).Not()
		}
	case "Fn::Equals":
		if len(operands) == 2 { //nolint:mnd // a pair
			return e.equals(stack, operands[0], operands[1])
		}
	}
	return answer.Unknown
}

func (e *evaluation) equals(stack *Stack, left, right node) answer.Answer {
	question := questionOf(e.text(stack, left), e.text(stack, right))
	if decided := Same(question.subject, question.other); decided != answer.Unknown {
		return decided
	}
	if declared, isParameter := question.parameter(); isParameter && declared.allowedValues != nil {
		if text, known := question.other.Literal(); known && !declared.allows(text) {
			return answer.No
		}
	}
	return e.deployment.assumed.answer(question)
}
