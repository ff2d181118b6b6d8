using System.Globalization;
using Benchmarks.Deployments;

namespace Benchmarks.Measuring;

/// <summary>What each part of the system spends of the processors on one piece of work, which, unlike the time that it takes, depends little on who else is there.</summary>
internal sealed class Spent(Deployment deployment)
{
    private IReadOnlyDictionary<string, TimeSpan> _before = new Dictionary<string, TimeSpan>();
    private IReadOnlyList<(string Part, double Milliseconds)> _last = [];

    public void Begin() => _before = deployment.ProcessorTimes();

    /// <param name="pieces">How many were done since it began.</param>
    public void Finish(int pieces) => _last =
    [
        .. deployment.ProcessorTimes().Select(part => (part.Key, (part.Value - _before[part.Key]).TotalMilliseconds / pieces))
            .Where(part => part.Item2 >= 0.001).OrderByDescending(part => part.Item2),
    ];

    /// <summary>Of what was done last.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{_last.Sum(part => part.Milliseconds):F2} ({string.Join(", ", _last.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Part} {part.Milliseconds:F2}")))})");
}
