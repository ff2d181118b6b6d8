namespace Browser.Tests.Dunning;

/// <summary>Why a payment failed, and what follows at once.</summary>
public sealed class CauseTests(DunningHouse house) : DunningTest(house)
{
    // Cards and how the list of cases is asked for their cause.
    private static readonly Dictionary<string, string> Filters = new()
    {
        ["0069"] = "expiredcard", ["0127"] = "wrongdetails", ["9995"] = "insufficientfunds", ["6975"] = "limitexceeded", ["0002"] = "unknown",
    };

    [Theory]
    [InlineData("en")]
    [InlineData("vi")]
    [InlineData("fa")]
    public async Task A3_29_Each_cause_is_told_apart_to_staff_and_to_the_customer(string language)
    {
        var speech = Speech.In(language);
        var staff = await Staff(language);
        foreach (var (card, cause) in speech.Causes)
        {
            var debtor = await Debtor(language, card);

            await staff.GotoAsync($"/admin/dunning?cause={Filters[card]}");
            var row = staff.Locator("#dunning-cases tbody tr").Filter(new() { Has = staff.Locator($"a[href='/admin/dunning/{debtor.CaseId}']") });
            await Expect(row).ToContainTextAsync(cause);
            foreach (var other in speech.Causes.Values.Where(other => other != cause))
            {
                await Expect(staff.Locator("#dunning-cases")).Not.ToContainTextAsync(other);
            }

            var portal = await Portal(debtor.Customer);
            await portal.GotoAsync("/portal/recovery");
            await Expect(portal.Locator($"#case-{debtor.CaseId}")).ToContainTextAsync(cause);
            await Expect(portal.Locator($"#case-{debtor.CaseId}")).ToContainTextAsync(speech.Amount);
            (await House.Mail(debtor.Customer, "payment_failed_1")).Text.ShouldContain(cause);
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("vi")]
    [InlineData("fa")]
    public async Task A3_30_A_failed_payment_of_any_cause_opens_a_case_at_once_and_starts_contact(string language)
    {
        var speech = Speech.In(language);
        var staff = await Staff(language);
        foreach (var (card, cause) in speech.Causes)
        {
            // No day passes: the case and its first mail are there on their own.
            var debtor = await Debtor(language, card);
            await House.Mail(debtor.Customer, "payment_failed_1");

            await staff.GotoAsync($"/admin/dunning/{debtor.CaseId}");
            var opened = staff.Locator("#dunning-entries li[data-kind=opened]");
            await Expect(opened).ToContainTextAsync(speech.Opened);
            await Expect(opened).ToContainTextAsync(cause);
            await Expect(staff.Locator("#dunning-entries li[data-kind=mail]")).ToContainTextAsync(speech.FirstMail);
            await Expect(staff.Locator("#dunning-case")).ToContainTextAsync(debtor.Order.Number);
        }
    }
}
