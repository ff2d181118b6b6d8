using Contracts.Common.V1;
using Contracts.Subscriptions.V1;

namespace Admin.Reports;

/// <summary>The kinds of movement, in the order of the tables.</summary>
internal static class MrrKinds
{
    public static IReadOnlyList<(string Name, Func<MrrMonth, Money> Of)> All { get; } =
    [
        ("New", month => month.New),
        ("Expansion", month => month.Expansion),
        ("Reactivation", month => month.Reactivation),
        ("Resumed", month => month.Resumed),
        ("Contraction", month => month.Contraction),
        ("Paused", month => month.Paused),
        ("Churn", month => month.Churn),
        ("Reversed", month => month.Reversed),
    ];
}
