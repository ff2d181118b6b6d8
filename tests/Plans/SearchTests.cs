using Google.Protobuf.WellKnownTypes;
using ServiceDefaults.Data;
using static Plans.Tests.Some;
using Wire = Contracts.Plans.V1;

namespace Plans.Tests;

public sealed class SearchTests
{
    /// <summary>What people type, and the English names of the plans that it finds.</summary>
    private static readonly (string Query, string[] Found)[] Examples =
    [
        ("", ["Yearly 100%", "Team", "Monthly"]),
        ("  monthly ", ["Monthly"]),
        ("MON", ["Monthly"]),
        ("onthly", []),
        ("hang thang", ["Monthly"]),
        ("thang hang", ["Monthly"]),
        ("Hằng", ["Monthly"]),
        ("H\u0103\u0300ng", ["Monthly"]),
        ("doi", ["Team"]),
        ("zespol", ["Team"]),
        ("ZESPÓŁ łódź", ["Team"]),
        ("lodz", ["Team"]),
        // An Arabic keyboard: yeh, kaf, teh marbuta.
        ("يك ماهة", ["Monthly"]),
        ("یک ماهه", ["Monthly"]),
        ("حرفه‌ای", ["Yearly 100%"]),
        ("حرفهای", ["Yearly 100%"]),
        ("حرفه ای", ["Yearly 100%"]),
        ("۱۰۰", ["Yearly 100%"]),
        ("١٠٠", ["Yearly 100%"]),
        ("12", ["Yearly 100%"]),
        ("100%", ["Yearly 100%"]),
        ("citta", ["Team"]),
        ("team monthly", []),
        ("a_m", []),
        ("%", []),
        ("\u0301", []),
        ("'; DROP TABLE Plans; --", []),
    ];

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Plans_and_products_are_found_by_words_of_their_names_in_any_language(DatabaseProvider database)
    {
        await using var plans = await PlansUnderTest.Start(database);
        foreach (var name in new[]
        {
            Text(("en", "Monthly"), ("vi", "Hằng tháng"), ("fa", "یک ماهه")),
            Text(("en", "Team"), ("vi", "Đội"), ("pl", "Zespół Łódź"), ("it", "Squadra di città")),
            Text(("en", "Yearly 100%"), ("fa", "حرفه‌ای، ۱۲ ماه")),
        })
        {
            await plans.Create(Plan(change: p => p.Name = name));
            await plans.Create(Product(change: p => p.Name = name));
            plans.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        foreach (var (query, found) in Examples)
        {
            (await Found(plans, query)).ShouldBe(found, ignoreOrder: false, $"plans by \"{query}\"");
            (await plans.Products.ListProductsAsync(new Wire.ListProductsRequest { Query = query })).Products.Select(p => p.Name.Values["en"]).ToList()
                .ShouldBe(found, ignoreOrder: false, $"products by \"{query}\"");
        }
    }

    [Fact]
    public async Task A_new_name_is_found_and_the_old_one_is_not_any_more()
    {
        await using var plans = await PlansUnderTest.Start();
        var plan = await plans.Create(Plan("Basic plan"));

        await plans.Plans.UpdatePlanAsync(new Wire.UpdatePlanRequest
        {
            Plan = new Wire.Plan { Id = plan.Id, Name = Text(("en", "Pro plan")) }, UpdateMask = new FieldMask { Paths = { "name" } },
        });

        (await Found(plans, "pro plan")).ShouldBe(["Pro plan"]);
        (await Found(plans, "basic")).ShouldBeEmpty();
        (await Found(plans, "plan")).ShouldBe(["Pro plan"]);
    }

    [Fact]
    public async Task A_query_is_bounded()
    {
        await using var plans = await PlansUnderTest.Start();

        (await Refused.By(plans.Plans.ListPlansAsync(new Wire.ListPlansRequest { Query = new string('a', 201) }))).Violations.ShouldBe(["query:TOO_LONG"]);
        (await Found(plans, string.Join(' ', Enumerable.Range(0, 100).Select(i => (char)('一' + i))))).ShouldBeEmpty();
    }

    private static async Task<List<string>> Found(PlansUnderTest plans, string query) =>
        [.. (await plans.Plans.ListPlansAsync(new Wire.ListPlansRequest { Query = query })).Plans.Select(p => p.Name.Values["en"])];
}
