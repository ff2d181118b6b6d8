using System.Text.RegularExpressions;
using Testing.Processes;

namespace Subscriptions.Tests.Passes;

/// <summary>Passes stand beside orders: neither knows the other.</summary>
public sealed partial class PassRoomTests
{
    [Fact]
    public void No_arrow_leads_from_passes_to_what_stands_beside_or_above_them()
    {
        var files = Directory.GetFiles(Repository.File("services/Subscriptions/Passes"), "*.cs");
        files.Length.ShouldBeGreaterThan(20);
        files.SelectMany(file => Forbidden().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Value}")).ShouldBeEmpty();
    }

    [GeneratedRegex(@"Subscriptions\.(Orders|Access|Portal|Runs|Reports|Reconciliation|Coupons)\b|db\.(Subscriptions|MrrMovements|Coupons)\b|OrderStore|OrderNumbers")]
    private static partial Regex Forbidden();
}
