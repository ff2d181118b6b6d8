namespace Gateway.Problems;

/// <summary>Ends a request with a problem; mapped to the response in one place.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem { get; } = problem;
}
