namespace Browser.Tests.Dunning;

/// <summary>What staff do about a case, and that each says in words what it did.</summary>
public sealed class StaffActionTests(DunningHouse house) : DunningTest(house)
{
    [Fact]
    public async Task A5_51_A_case_is_extended_and_the_next_step_is_named_with_its_day()
    {
        var debtor = await Debtor("en");
        await House.Mail(debtor.Customer, "payment_failed_1");
        var before = DateTimeOffset.Parse((await CaseOf(debtor)).Text("nextStepTime"), System.Globalization.CultureInfo.InvariantCulture);
        var staff = await Staff("en");

        await staff.GotoAsync($"/admin/dunning/{debtor.CaseId}/extend");
        await staff.Locator("#extend-days").FillAsync("5");
        await staff.Locator("#extend-reason").FillAsync("As agreed on the telephone");
        await staff.Locator("#extend-dialog button.button-primary").ClickThrough();

        await Expect(staff.Locator("#done")).ToContainTextAsync("next comes Retry");
        await Expect(staff.Locator("#done")).ToContainTextAsync("It cannot be moved back.");
        DateTimeOffset.Parse((await CaseOf(debtor)).Text("nextStepTime"), System.Globalization.CultureInfo.InvariantCulture).ShouldBe(before.AddDays(5));
    }

    [Fact]
    public async Task A5_51_A_customer_is_exempted_which_resolves_the_case_and_can_be_taken_back()
    {
        var debtor = await Debtor("en");
        var staff = await Staff("en");
        await staff.GotoAsync($"/admin/customers/{debtor.Customer.Id}");

        await staff.Locator("#dunning-exemption-reason").FillAsync("Pays by yearly contract");
        await staff.GetByRole(AriaRole.Button, new() { Name = "Exempt from dunning" }).ClickThrough();
        await Expect(staff.Locator("#done-dunning-exemption")).ToContainTextAsync("cases that ran are resolved");
        await CaseIs(debtor, "RESOLVED");

        await staff.Locator("#dunning-exemption").GetByRole(AriaRole.Button, new() { Name = "Remove the exemption" }).ClickThrough();
        await Expect(staff.Locator("#done-dunning-exemption")).ToContainTextAsync("It can be set again.");
    }

    [Fact]
    public async Task A3_34_A_campaign_learns_the_hour_of_its_retries_and_stops_to()
    {
        var plan = await Given.Plan();
        var staff = await Staff("en");
        await staff.GotoAsync("/admin/dunning/campaigns/new");
        await staff.Locator("[name=name]").FillAsync(plan.Name);
        await staff.Locator("[name=plan]").SelectOptionAsync(plan.Id);
        var learns = staff.GetByLabel("Retry at the hour that succeeds most often");
        await Expect(learns).Not.ToBeCheckedAsync();
        await learns.CheckAsync();
        await staff.Locator("#campaign button[value=save]").ClickThrough();
        (await Learns()).ShouldBeTrue();

        await staff.GetByRole(AriaRole.Link, new() { Name = plan.Name }).First.ClickThrough();
        await Expect(learns).ToBeCheckedAsync();
        await learns.UncheckAsync();
        await staff.Locator("#campaign button[value=save]").ClickThrough();
        (await Learns()).ShouldBeFalse();

        async Task<bool> Learns() => (await Api.Get("dunning-campaigns")).List("campaigns").Select(each => each!.AsObject())
            .Single(each => each.Text("name") == plan.Name)["schedule"]!["learnsRetryTimes"]?.GetValue<bool>() ?? false;
    }

    [Fact]
    public async Task A3_36_What_is_wrong_with_a_step_stands_at_the_step()
    {
        var plan = await Given.Plan();
        var staff = await Staff("en");
        await staff.GotoAsync("/admin/dunning/campaigns/new");
        await staff.Locator("[name=name]").FillAsync(plan.Name);
        await staff.Locator("[name=plan]").SelectOptionAsync(plan.Id);
        var rows = await staff.Locator("#steps tbody tr").CountAsync();
        await staff.Locator("[name=day1]").FillAsync("abc");
        await staff.Locator($"[name=day{rows - 1}]").FillAsync("5");
        await staff.Locator("#campaign button[value=save]").ClickThrough();

        await Expect(staff.Locator("#steps tbody tr")).ToHaveCountAsync(rows + 1);
        await Expect(staff.Locator("#steps tr:has([name=day1])")).ToContainTextAsync("Enter a number from 0 to 120.");
        await Expect(staff.Locator("[name=day1]")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(staff.Locator("[name=day1]")).ToHaveValueAsync("abc");
        await Expect(staff.Locator($"#steps tr:has([name=day{rows - 1}])")).ToContainTextAsync("This field is required.");
        await Expect(staff.Locator("#steps .error")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A5_51_A_retry_says_what_became_of_the_invoice()
    {
        var debtor = await Debtor("en");
        var staff = await Staff("en");
        await staff.GotoAsync($"/admin/dunning/{debtor.CaseId}");
        await staff.GetByRole(AriaRole.Button, new() { Name = "Retry the payment" }).ClickThrough();
        await Expect(staff.Locator("[id^=payment-of-]")).ToContainTextAsync("There was not enough money on the card.");

        await House.MoneyComesIn(debtor.Customer);
        await staff.GetByRole(AriaRole.Button, new() { Name = "Retry the payment" }).ClickThrough();
        await Expect(staff.Locator("[id^=payment-of-]")).ToContainTextAsync("is paid");
    }
}
