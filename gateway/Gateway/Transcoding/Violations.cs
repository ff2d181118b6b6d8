using Gateway.Problems;

namespace Gateway.Transcoding;

/// <summary>Collects everything that is wrong with a request, so that a client learns it all at once.</summary>
internal sealed class Violations
{
    private readonly List<FieldViolation> _found = [];

    public void Add(string field, string rule, string description) => _found.Add(new FieldViolation(field, rule, description));

    /// <exception cref="ProblemException">Something was found.</exception>
    public void ThrowIfAny()
    {
        if (_found.Count > 0)
        {
            throw new ProblemException(Problem.InvalidFields(_found));
        }
    }
}
