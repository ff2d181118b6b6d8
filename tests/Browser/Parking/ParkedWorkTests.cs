using Testing.Processes;

namespace Browser.Tests.Parking;

/// <summary>Staff look at parked work.</summary>
public sealed class ParkedWorkTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task A_member_of_staff_reads_why_and_drops_a_message_with_a_reason()
    {
        var id = Park("Period 7 has no price.");
        var page = await Staff();
        await page.GotoAsync("/admin/parked-work?service=billing");
        await page.Locator($"a[href='/admin/parked-work/billing/{id}']").ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Period 7 has no price.");
        await Expect(page.Locator("main pre")).ToContainTextAsync("<script>alert(3)</script>");

        await page.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();
        await Expect(page.Locator("#problem")).ToContainTextAsync("cannot be read here");

        await page.GetByRole(AriaRole.Button, new() { Name = "Drop message" }).First.ClickAsync();
        var dialog = page.Locator("#discard-dialog");
        await Expect(dialog).ToContainTextAsync("no invoice is made for it");
        await dialog.GetByLabel("Reason").FillAsync("credited by hand");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Drop message" }).ClickAsync();

        await Expect(page.Locator("#done")).ToBeVisibleAsync();
        await Expect(page.Locator($"a[href='/admin/parked-work/billing/{id}']")).ToHaveCountAsync(0);
        await page.GotoAsync($"/admin/parked-work/billing/{id}");
        await Expect(page.Locator("main")).ToContainTextAsync("credited by hand");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Retry" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Due_work_is_retried_and_cannot_be_dropped()
    {
        var item = ParkedRows.DueWork(House.Data, "notifications", "send-mail", "No such host.");
        var page = await Staff();
        await page.GotoAsync($"/admin/parked-work/notifications/send-mail.{item}");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Drop message" })).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();

        await Expect(page.Locator("#done")).ToBeVisibleAsync();
        await Expect(page.Locator("main")).Not.ToContainTextAsync(item.ToString());
    }

    [Theory]
    [InlineData("en", 1400)]
    [InlineData("en", 400)]
    [InlineData("fa", 1400)]
    [InlineData("fa", 400)]
    public async Task Pictures_for_the_eye(string language, int width)
    {
        var id = Park("An error occurred while saving the entity changes. (NOT NULL constraint failed: Invoices.Number)");
        var page = await Staff(new Look(Language: language, Width: width));
        await page.GotoAsync("/admin/parked-work");
        await Pictures.Gallery.Take(page, $"{language}-{width}-parked-work");
        await page.GotoAsync($"/admin/parked-work/billing/{id}");
        await Pictures.Gallery.Take(page, $"{language}-{width}-parked-item");
        await page.GotoAsync($"/admin/parked-work/billing/{id}/discard");
        await Pictures.Gallery.Take(page, $"{language}-{width}-parked-discard");
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).ShouldBeTrue();
    }

    private Guid Park(string error)
    {
        var e = Guid.CreateVersion7();
        return ParkedRows.Message(
            House.Data, "billing", "billing-issue-invoice", "PeriodStarted", e,
            $"{{\"messageType\": [\"urn:message:Contracts.Events:PeriodStarted\"], \"message\": \"{e} <script>alert(3)</script>\"}}", error);
    }
}
