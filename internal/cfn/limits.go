package cfn

// What one app may hold. CloudFormation takes templates of 1 MB and assemblies of a few hundred stacks; these limits leave room
// for that and keep hostile input from eating the machine.
//
// See: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
const (
	maxJSONBytes    = 64 << 20 // manifests with metadata are larger than templates
	maxYAMLBytes    = 2 << 20  // the YAML parser takes up to a hundred times the size of its input
	maxYAMLOutput   = 8 << 20  // with what aliases repeat
	maxYAMLMerged   = 100_000  // keys and values that merge keys name, which may name each other
	maxDepth        = 200
	maxSection      = 50_000 // members of Resources, Parameters and the like; CloudFormation takes 500
	maxTemplates    = 2000
	maxShown        = 1 << 16 // of an expression that nobody can evaluate; each is part of the one around it
	maxTextBytes    = 1 << 20
	maxLeadingSpace = 4096    // before the brace by which JSON is told from YAML
	maxSteps        = 200_000 // of one evaluation
	maxEvaluations  = 100     // of one in another
	maxDeployments  = 64
	maxAssignments  = 4096      // that are tried to find the deployments
	maxDecisions    = 1_000_000 // of conditions, in all of them
)
