using Microsoft.Data.Sqlite;

namespace Browser.Tests.Reading;

/// <summary>Pages that only a product with other settings shows, or one that fails, break none of axe's rules either.</summary>
[Collection(StripeHouse.Collection)]
public sealed class RarePageTests(StripeHouse house)
{
    [Fact]
    public async Task The_test_clock()
    {
        await using var visit = await house.Stranger(Look.Usual);
        await visit.Page.SignInBy(house.AdminLink);

        var found = new List<string>();
        foreach (var language in new[] { "en", "fa" })
        {
            await visit.Page.GotoAsync($"/admin/test-clock?lang={language}");
            await Expect(visit.Page.Locator("#business-time")).ToBeVisibleAsync();
            found.AddRange(await Axe.Violations(visit.Page));
        }

        found.ShouldBeEmpty();
        visit.Troubles.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    public async Task The_way_to_the_provider_s_own_form(string language)
    {
        await using var visit = await house.Portal(await house.Given.Customer(), Look.Usual with { Language = language });
        await visit.Page.GotoAsync("/portal/payment-methods");
        var found = new List<string>(await Axe.Violations(visit.Page));

        await visit.Page.Locator("section[aria-labelledby=add-card-title] form button").ClickAsync();
        await Expect(visit.Page.Locator("#enter-card")).ToBeVisibleAsync();
        found.AddRange(await Axe.Violations(visit.Page, ", the link is there"));

        found.ShouldBeEmpty();
        visit.Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_fault_of_ours()
    {
        await using var visit = await house.Stranger(Look.Usual);
        Rename("SignInLinks", "Elsewhere");
        try
        {
            var answer = await visit.Page.GotoAsync("/sign-in/any");
            answer!.Status.ShouldBe(500);
        }
        finally
        {
            Rename("Elsewhere", "SignInLinks");
        }

        await Expect(visit.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Something went wrong on our side");
        (await Axe.Violations(visit.Page)).ShouldBeEmpty();
    }

    private void Rename(string table, string name)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(house.Data, "gateway.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"ALTER TABLE {table} RENAME TO {name}";
        command.ExecuteNonQuery();
    }
}
