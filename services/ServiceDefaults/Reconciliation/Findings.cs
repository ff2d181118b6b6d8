using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;

namespace ServiceDefaults.Reconciliation;

/// <summary>Collects what a self-check finds; all of it is counted, the first of it listed.</summary>
public sealed class Findings(DateTimeOffset now)
{
    private const int MostListed = 200;

    private readonly SelfCheck _check = new() { CheckTime = Timestamp.FromDateTimeOffset(now) };

    public SelfCheck Check => _check;

    /// <summary>One item was looked at.</summary>
    /// <param name="number">For people: S00042.</param>
    /// <param name="broken">Rules that it breaks, each with what was expected and what is there.</param>
    public void Looked(Guid id, string number, IEnumerable<(string Rule, string Detail)> broken)
    {
        _check.CheckedCount++;
        foreach (var (rule, detail) in broken)
        {
            _check.FindingCount++;
            if (_check.Findings.Count < MostListed)
            {
                _check.Findings.Add(new SelfCheckFinding { Rule = rule, ItemId = id == Guid.Empty ? "" : id.ToString(), ItemNumber = number, Detail = detail });
            }
        }
    }
}
