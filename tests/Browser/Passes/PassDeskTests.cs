using System.Text.Json.Nodes;

namespace Browser.Tests.Passes;

/// <summary>The front desk counts visits one by one and as a day's list.</summary>
public sealed class PassDeskTests(House house) : BrowserTest(house)
{
    [Theory]
    [InlineData("en", "Check in", "0 of 2 classes left", "All classes of the pass are used.")]
    [InlineData("pl", "Zarejestruj wejście", "pozostało 0 z 2 zajęć", "Wszystkie zajęcia z abonamentu są wykorzystane.")]
    public async Task A2_23_Visits_are_counted_and_a_pass_is_used_up_by_itself(string language, string checkIn, string none, string refused)
    {
        var customer = await Given.Customer();
        var pass = await Given.PassOf(customer, new JsonObject { ["classes"] = 2 });
        var page = await Staff(Look.Usual with { Language = language });
        await page.GotoAsync("/admin/desk");

        await CheckIn(customer.Email);
        await Expect(page.Locator("#checked-in")).ToHaveAttributeAsync("data-left", "1");
        await CheckIn((await Given.CodeOf(pass)).ToLowerInvariant());
        await Expect(page.Locator("#checked-in")).ToContainTextAsync(none);
        (await Api.Get($"passes/{pass.Id}")).Text("state").ShouldBe("PASS_STATE_USED_UP");

        await CheckIn(customer.Email);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(refused);

        async Task CheckIn(string text)
        {
            await page.Locator("#client").FillAsync(text);
            await page.GetByRole(AriaRole.Button, new() { Name = checkIn, Exact = true }).ClickThrough();
        }
    }

    [Fact]
    public async Task A2_23_A_days_list_is_pasted_and_each_line_says_what_became_of_it()
    {
        var (ada, bob, stranger) = (await Given.Customer(), await Given.Customer(name: $"Bob {Business.Unique()}"), await Given.Customer());
        await Given.PassOf(ada);
        await Given.PassOf(bob);
        var page = await Staff();
        await page.GotoAsync("/admin/desk");

        await page.Locator("#lines").FillAsync($"{ada.Email}\n{bob.Name}\n\n{stranger.Email}\nNobody at all");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record the list" }).ClickThrough();

        await Expect(page.Locator("#results-title")).ToHaveTextAsync("2 of 4 recorded");
        var lines = page.Locator(".desk-results li");
        await Expect(lines.Nth(0)).ToContainTextAsync("7 classes left");
        await Expect(lines.Nth(1)).ToContainTextAsync("7 classes left");
        await Expect(lines.Nth(2)).ToContainTextAsync("The client has no pass.");
        await Expect(lines.Nth(3)).ToHaveAttributeAsync("data-refusal", "UNKNOWN");
        await Expect(page.Locator("#visits").GetByRole(AriaRole.Row, new() { Name = bob.Name })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A2_23_A_visit_is_undone_and_a_missed_class_counts_as_the_template_says()
    {
        var customer = await Given.Customer();
        var pass = await Given.PassOf(customer, new JsonObject { ["noShow"] = "free" });
        var page = await Staff();
        await page.GotoAsync("/admin/desk");
        await page.Locator("#client").FillAsync(customer.Email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Check in", Exact = true }).ClickThrough();

        await page.GetByRole(AriaRole.Button, new() { Name = $"Undo {customer.Name}" }).ClickThrough();
        await Expect(page.Locator("#done")).ToContainTextAsync("what it used is left again");
        (await Left(pass)).ShouldBe(8);

        await page.Locator("#client").FillAsync(customer.Email);
        await page.Locator("#state").SelectOptionAsync("NoShow");
        await page.GetByRole(AriaRole.Button, new() { Name = "Check in", Exact = true }).ClickThrough();
        await Expect(page.Locator("#done")).ToContainTextAsync("The missed class is recorded.");
        (await Left(pass)).ShouldBe(8);
    }

    [Fact]
    public async Task A2_23_A_missed_class_is_entered_by_code_with_its_day_and_time()
    {
        var pass = await Given.PassOf(await Given.Customer(), new JsonObject { ["lateCancelHours"] = 2 });
        var code = await Given.CodeOf(pass);
        var page = await Staff();
        await page.GotoAsync("/admin/desk");
        await Expect(page.Locator("#class_time")).ToBeHiddenAsync();

        await Miss("NoShow");
        await Expect(page.Locator("#done")).ToContainTextAsync("The missed class is recorded.");
        (await Left(pass)).ShouldBe(7);

        await Miss("LateCancel");
        await Expect(page.Locator("#class_time-error")).ToHaveTextAsync("This field is required.");
        (await Axe.Violations(page)).ShouldBeEmpty();
        // In time, for the class is a day ahead.
        await page.Locator("#class_day").FillAsync(Business.Iso(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(2)));
        await page.Locator("#class_time").FillAsync("18:30");
        await page.Locator("#class_zone").SelectOptionAsync("Asia/Tehran");
        await Submit(page);
        await Expect(page.Locator("#done")).ToContainTextAsync("The missed class is recorded.");

        (await Left(pass)).ShouldBe(7);
        await Expect(page.Locator("#visits-zone")).ToContainTextAsync("Tehran");
        var rows = page.Locator("#visits tbody tr").Filter(new() { HasText = pass.Number });
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(rows.First).ToContainTextAsync("Cancelled late");
        await Expect(rows.First).ToContainTextAsync(new System.Text.RegularExpressions.Regex("18:30|6:30"));
        await Expect(rows.Nth(1)).ToContainTextAsync("Did not come");

        async Task Miss(string state)
        {
            await page.Locator("#client").FillAsync(code);
            await page.Locator("#state").SelectOptionAsync(state);
            await Submit(page);
        }
    }

    [Fact]
    public async Task A2_23_What_was_entered_today_stands_at_the_desk_whenever_the_class_was()
    {
        var customer = await Given.Customer();
        var template = await Given.PassTemplate(terms: new JsonObject { ["start"] = "chosen" });
        var pass = await Given.Pass(template, customer, DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-6));
        await Api.Post("visits:checkIn", new JsonObject { ["code"] = await Given.CodeOf(pass), ["visitTime"] = DateTime.UtcNow.AddDays(-3).ToString("O") });
        var page = await Staff();
        await page.GotoAsync("/admin/desk");

        await page.GetByRole(AriaRole.Button, new() { Name = $"Undo {customer.Name}" }).ClickThrough();

        (await Left(pass)).ShouldBe(8);
    }

    [Fact]
    public async Task A2_23_Of_several_clients_of_a_name_the_desk_chooses_one_and_says_who_was_found()
    {
        var name = $"Twin {Business.Unique()}";
        var twins = await Task.WhenAll(Enumerable.Range(0, 11).Select(_ => Given.Customer(name: name)));
        var page = await Staff();
        await page.GotoAsync("/admin/desk");
        await Look(name);

        await Expect(page.Locator("#candidates button")).ToHaveCountAsync(10);
        await Expect(page.Locator("#more-candidates")).ToContainTextAsync("More clients fit than these 10.");
        var offered = await page.Locator("#candidates").InnerTextAsync();
        var chosen = twins.First(twin => offered.Contains(twin.Email, StringComparison.Ordinal));
        await page.Locator("#candidates").GetByRole(AriaRole.Button, new() { Name = chosen.Email }).ClickThrough();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The client has no pass.");
        await Expect(page.Locator("#found")).ToContainTextAsync(name);

        await Given.PassOf(chosen);
        await Look(chosen.Email);
        await Expect(page.Locator("#checked-in")).ToHaveAttributeAsync("data-left", "7");

        await Look(new string('7', 26));
        await Expect(page.Locator("#client-error")).ToHaveTextAsync("No pass has this code.");
        await Expect(page.Locator("#problem a")).ToHaveCountAsync(0);

        async Task Look(string text)
        {
            await page.Locator("#client").FillAsync(text);
            await Submit(page);
        }
    }

    [Fact]
    public async Task The_page_of_a_customer_shows_the_passes_beside_the_subscriptions()
    {
        var customer = await Given.Customer();
        var pass = await Given.PassOf(customer);
        await Api.Post("visits:checkIn", new JsonObject { ["customerId"] = customer.Id });
        var page = await Staff();

        await page.GotoAsync($"/admin/customers/{customer.Id}");

        await Expect(page.Locator($"[data-pass='{pass.Number}']")).ToContainTextAsync("7 of 8 classes left");
        await Expect(page.Locator($"[data-pass='{pass.Number}']")).ToContainTextAsync("Active");
    }

    private static Task Submit(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Check in", Exact = true }).ClickThrough();

    private async Task<int> Left(SoldPass pass) => (await Api.Get($"passes/{pass.Id}"))["remainingClasses"]!.GetValue<int>();
}
