namespace Standalone.Tests.Support;

/// <summary>The demo business as it is once it is written whole.</summary>
internal static class DemoBusiness
{
    public static readonly Counts Whole = new(
        Plans: 4, Products: 2, Reasons: 6, Customers: 6, Quotations: 2, Running: 5, Leaving: 1, Churned: 1, Invoices: 0, Paid: 2);

    public static async Task ShouldBeWhole(StandaloneClient client)
    {
        var counts = await Counts.Of(client);
        (counts with { Invoices = 0 }).ShouldBe(Whole);
        // How many periods have begun depends on the lengths of the months.
        counts.Invoices.ShouldBeInRange(8, 16);
    }
}
