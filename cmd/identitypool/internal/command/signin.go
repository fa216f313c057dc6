package command

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/awscdk-constructs/identitypool/access"
	"github.com/awscdk-constructs/identitypool/cmd/identitypool/internal/format"
)

// signIn is the verb that answers what becomes of one login.
type signIn struct {
	input   input
	format  *choice
	login   access.Login
	claims  []string
	guest   bool
	can     []string
	context contextFlag
}

func newSignIn() *cobra.Command {
	s := &signIn{format: newChoice(textFormat, jsonFormat)}
	verb := &cobra.Command{
		Use:   "sign-in [PATH...]",
		Short: "Answer which role one user gets",
		Long: "sign-in answers which role one user gets, and why; and whether they can do what --can asks. It exits with 1 unless all of it\n" +
			"is granted.\n\n" +
			"A claim that is given several times is a list.",
		Example: "  identitypool sign-in --provider Access/WebApp --group editors --claim custom:tenant=acme \\\n" +
			"    --can 's3:PutObject=${Access/Files.Arn}/tenants/acme/a.txt'\n" +
			"  identitypool sign-in --guest template.yaml",
		RunE: s.run,
	}
	s.input.addFlags(verb)
	s.format.addFlag(verb, "format", "the output's format")
	flags := verb.Flags()
	flags.StringVar(&s.login.Provider, "provider", "", "a user pool's client or another `provider` that the user signs in with, or its name")
	flags.BoolVar(&s.guest, "guest", false, "the user doesn't sign in")
	flags.StringArrayVar(&s.login.Groups, "group", nil, "a `group` of the user pool that the user is in; repeated")
	flags.StringArrayVar(&s.claims, "claim", nil, "a claim of the token, as `key=value`; repeated")
	flags.StringVar(&s.login.CustomRole, "custom-role", "", "the `role` that the app asks for")
	flags.BoolVar(&s.login.ClassicFlow, "classic", false, "the app uses the classic flow")
	flags.StringVar(&s.login.IdentityID, "identity-id", "", "the identity's `id`, for policies that name one")
	flags.StringArrayVar(&s.can, "can", nil, "ask whether the user can do something, as `ACTION=RESOURCE`; repeated")
	s.context.addFlag(verb)
	return verb
}

func (s *signIn) run(verb *cobra.Command, paths []string) error {
	requests, err := s.parse()
	if err != nil {
		return err
	}
	app, err := s.input.load(paths, verb.InOrStdin())
	if err != nil {
		return err
	}
	pool, err := s.input.onlyPool(app)
	if err != nil {
		return err
	}
	if err := pool.CheckLogin(s.login); err != nil {
		return err
	}
	for _, request := range requests {
		if err := app.CheckRequest(request); err != nil {
			return fmt.Errorf("--can: %w", err)
		}
	}
	answer := ask(pool.Session(s.login), requests)
	text, err := s.render(answer, styleOf(verb.OutOrStdout()))
	if err := write(verb, text, err); err != nil {
		return err
	}
	if !answer.IsGranted() {
		return errFound
	}
	return nil
}

// parse reads the options that are not taken as they are, and returns what is asked.
func (s *signIn) parse() ([]access.Request, error) {
	if err := s.checkWho(); err != nil {
		return nil, err
	}
	claims, err := parseClaims(s.claims)
	if err != nil {
		return nil, err
	}
	s.login.Claims = claims
	context, err := s.context.parse()
	if err != nil {
		return nil, err
	}
	if len(context) > 0 && len(s.can) == 0 {
		return nil, errors.New("--context says something about what --can asks; add --can ACTION=RESOURCE, or leave it out")
	}
	return parseRequests(s.can, context)
}

func (s *signIn) checkWho() error {
	switch {
	case !s.guest && s.login.Provider == "":
		return errors.New("say who signs in with --provider, or --guest")
	case s.guest && s.login.Provider != "":
		return errors.New("a guest signs in with no provider; pass --provider or --guest, not both")
	case s.guest && (len(s.claims) > 0 || len(s.login.Groups) > 0):
		return errors.New("a guest has no token; leave out --claim and --group, or name a --provider")
	default:
		return nil
	}
}

func ask(session access.Session, requests []access.Request) format.Answer {
	answer := format.Answer{Decision: session.Decision}
	for _, request := range requests {
		answer.Can = append(answer.Can, format.AnsweredRequest{Request: request, Permission: session.Can(request)})
	}
	return answer
}

func (s *signIn) render(answer format.Answer, style format.Style) (string, error) {
	if s.format.value == jsonFormat {
		return answer.JSON()
	}
	return answer.Text(style), nil
}

// parseClaims reads claims as key=value. A key that stands several times has a list.
func parseClaims(options []string) (map[string]any, error) {
	claims := map[string]any{}
	for _, option := range options {
		key, value, err := pair("--claim", option, "key=value")
		if err != nil {
			return nil, err
		}
		switch known := claims[key].(type) {
		case nil:
			claims[key] = value
		case []any:
			claims[key] = append(known, value)
		default:
			claims[key] = []any{known, value}
		}
	}
	return claims, nil
}
