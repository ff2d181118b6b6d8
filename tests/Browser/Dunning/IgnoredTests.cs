namespace Browser.Tests.Dunning;

/// <summary>The first mail is ignored.</summary>
public sealed class IgnoredTests(DunningHouse house) : DunningTest(house)
{
    [Theory]
    [InlineData("en")]
    [InlineData("vi")]
    [InlineData("fa")]
    public async Task A3_36_Follow_ups_go_on_step_by_step_to_the_final_action(string language)
    {
        var silent = (await House.Ignored()).Silent(language);

        silent.On(1).Mails.ShouldBe(["payment_failed_1"]);
        silent.On(3).Mails.ShouldBe(["payment_failed_1", "payment_failed_2"]);
        silent.On(7).Mails.ShouldBe(["payment_failed_1", "payment_failed_2", "payment_failed_3"]);
        silent.On(11).Mails.ShouldBe(["payment_failed_1", "payment_failed_2", "payment_failed_3", "restriction_notice"]);
        silent.On(18).Mails.ShouldBe(["final_notice", "payment_failed_1", "payment_failed_2", "payment_failed_3", "restriction_notice"]);
        silent.On(20).Access.ShouldBe("RESTRICTED");
        silent.On(21).Access.ShouldBe("ENDED");

        var staff = await Staff(language);
        await staff.GotoAsync($"/admin/dunning/{silent.Debtor.CaseId}");
        await Expect(staff.Locator("#dunning-entries li[data-kind=exhausted]")).ToContainTextAsync(Speech.In(language).ClosedUnpaid);
        (await Given.Stage(silent.Debtor.Order)).ShouldEndWith("CHURNED");
    }

    [Theory]
    [InlineData("en", "Keep", "IN_PROGRESS", "OPEN")]
    [InlineData("vi", "WriteOff", "IN_PROGRESS", "UNCOLLECTIBLE")]
    [InlineData("fa", "Keep", "IN_PROGRESS", "OPEN")]
    public async Task A3_36_The_business_chooses_the_final_action(string language, string action, string stage, string invoice)
    {
        var plan = await Given.Plan();
        var staff = await Staff(language);
        await staff.GotoAsync("/admin/dunning/campaigns/new");
        await staff.Locator("[name=name]").FillAsync(plan.Name);
        await staff.Locator("[name=plan]").SelectOptionAsync(plan.Id);
        var rows = await staff.Locator("#steps tbody tr").CountAsync();
        for (var row = 1; row < rows; row++)
        {
            await staff.Locator($"[name=kind{row}]").SelectOptionAsync("");
        }

        await staff.Locator("[name=final_action]").SelectOptionAsync(action);
        await staff.Locator("[name=final_day]").FillAsync("2");
        await staff.Locator("#campaign button[value=save]").ClickThrough();
        await Expect(staff.Locator("#done")).ToBeVisibleAsync();

        var order = await Given.RunningOrder(await Given.Customer(language, timeZone: DunningHouse.DaytimeZone()), plan);
        var debtor = new Debtor(order, await Given.DunningCase(order.Customer, order));
        await House.Mail(debtor.Customer, "payment_failed_1");
        await House.PassDays(2);

        (await Given.Stage(order)).ShouldEndWith(stage);
        (await Given.Invoice(order)).Text("state").ShouldEndWith(invoice);
        (await Given.MailsTo(order.Customer, "payment_failed_2")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("vi")]
    [InlineData("fa")]
    public async Task A3_37_Service_is_restricted_on_the_day_that_a_delivered_notice_promised(string language)
    {
        var speech = Speech.In(language);
        var silent = (await House.Ignored()).Silent(language);

        silent.Days.Where(seen => seen.Day < IgnoredMails.RestrictDay).Select(seen => seen.Access).Distinct().ShouldBe(["WARNED"]);
        silent.On(IgnoredMails.RestrictDay).Access.ShouldBe("RESTRICTED");
        silent.On(IgnoredMails.RestrictDay).Banner.ShouldContain(speech.Restricted);
        silent.On(13).Banner.ShouldNotContain(speech.Restricted);

        var staff = await Staff(language);
        await staff.GotoAsync($"/admin/dunning/{silent.Debtor.CaseId}");
        var kinds = await staff.Locator("#dunning-entries li").EvaluateAllAsync<string[]>("entries => entries.map(entry => entry.dataset.kind)");
        kinds.SkipWhile(kind => kind != "notice").TakeWhile(kind => kind != "restricted").ShouldContain("delivered");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("vi")]
    [InlineData("fa")]
    public async Task A3_37_Without_a_delivered_notice_nothing_is_restricted_and_staff_are_asked(string language)
    {
        var speech = Speech.In(language);
        var unreachable = (await House.Ignored()).Unreachable(language);

        unreachable.Days.Select(seen => seen.Access).Distinct().ShouldBe(["WARNED"]);
        unreachable.On(IgnoredMails.FinalDay).Banner.ShouldNotContain(speech.Restricted);
        var staff = await Staff(language);
        await staff.GotoAsync($"/admin/dunning/{unreachable.Debtor.CaseId}");
        await Expect(staff.Locator("#attention")).ToContainTextAsync(speech.CameBack);
        await staff.GotoAsync("/admin/dunning?attention=1");
        await Expect(staff.Locator($"#dunning-cases a[href='/admin/dunning/{unreachable.Debtor.CaseId}']")).ToBeVisibleAsync();
    }
}
