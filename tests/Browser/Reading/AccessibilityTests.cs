namespace Browser.Tests.Reading;

/// <summary>No page breaks a rule of axe's, of whatever impact: in English and Persian, in the light and in the dark.</summary>
public sealed class AccessibilityTests(House house, OpenWindows windows) : BrowserTest(house), IClassFixture<OpenWindows>
{
    public static TheoryData<string> AllRoutes => [.. Routes.All];

    [Theory]
    [MemberData(nameof(AllRoutes))]
    public async Task A_page_and_its_dialogs(string route)
    {
        var addresses = (await House.MainPages()).At(route);
        addresses.ShouldNotBeEmpty($"MainPages has no address of {route}: make what that page shows, and add its address.");

        await InBothLanguages(async language =>
        {
            var found = new List<string>();
            var dialogs = new HashSet<string>();
            foreach (var address in addresses)
            {
                var page = await windows.Open(address, language);
                found.AddRange(await Axe.Violations(page));
                found.AddRange(await OfDialogs(page, dialogs));
            }

            return found;
        });
    }

    [Fact]
    public Task What_is_said_of_things_that_are_not_there() =>
        InBothLanguages(language => OfPages([.. MainPages.NotFoundByStaff, .. MainPages.NotFoundByCustomers], address => windows.Open(address, language)));

    [Fact]
    public async Task The_preview_of_the_portal()
    {
        var pages = await House.MainPages();
        await InBothLanguages(language => OfPages(["/portal/payment-methods", .. pages.At("/portal/subscriptions/{Id}/close")], address => windows.Preview(address, language)));
    }

    [Fact]
    public async Task Forms_that_were_refused()
    {
        var pages = await House.MainPages();
        await InBothLanguages(language => OfPages(
            ["/admin/sign-in", "/admin/plans/new", "/admin/coupons/new", "/portal/payment-methods", .. pages.At("/admin/subscriptions/{Id}/close"), .. pages.At("/portal/subscriptions/{Id}/close")],
            async address =>
            {
                var page = await windows.Open(address, language);
                // As a browser sends it that checks nothing itself.
                await page.RunAndWaitForResponseAsync(
                    () => page.Locator("main form[method=post] [required]").First.EvaluateAsync("field => field.form.submit()"), response => response.Request.Method == "POST");
                await Expect(page.Locator(".error").First).ToBeVisibleAsync();
                return page;
            }));
    }

    [Fact]
    public Task Menus_that_are_open_on_a_telephone() => InBothLanguages(async language =>
    {
        var page = await windows.Open("/admin/subscriptions", language);
        await page.SetViewportSizeAsync(Look.Narrow.Width, Look.Narrow.Height);
        await page.Locator("[popovertarget=navigation]").ClickAsync();
        await page.Locator("details.menu summary").ClickAsync();
        return await Axe.Violations(page, ", menus open");
    });

    [Fact]
    public async Task The_reader_of_the_API_document()
    {
        var page = await windows.Open("/openapi", "en");
        // One of each kind is left of its hundreds of parts, which are all made alike.
        var left = await page.EvaluateAsync<int>(
            """
            () => {
              const kinds = new Set();
              for (const part of document.querySelectorAll('article')) {
                const kind = part.querySelector('.verb')?.textContent ?? (part.querySelector('table') ? 'fields' : 'values');
                kinds.has(kind) ? part.remove() : kinds.add(kind);
              }
              return kinds.size;
            }
            """);
        left.ShouldBeGreaterThan(3);
        (await Axe.Violations(page)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mail_in_its_frame()
    {
        var mail = (await House.MainPages()).At("/admin/mailbox/{Id}").Single();
        await InBothLanguages(async language =>
        {
            var page = await windows.Open(mail, language);
            // As it is the frame runs no script, axe's neither.
            await page.Locator("iframe").EvaluateAsync("frame => { frame.removeAttribute('sandbox'); frame.srcdoc += ' '; }");
            await page.FrameLocator("iframe").Locator(".card").WaitForAsync();
            return await Axe.Violations(page, frames: true);
        });
    }

    [Fact]
    public async Task The_first_Tab_offers_to_skip_to_the_content()
    {
        var page = await Staff();
        await page.GotoAsync("/admin/subscriptions");

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("main")).ToBeFocusedAsync();
    }

    private static async Task<IReadOnlyList<string>> OfPages(IEnumerable<string> addresses, Func<string, Task<IPage>> open)
    {
        var found = new List<string>();
        foreach (var address in addresses)
        {
            found.AddRange(await Axe.Violations(await open(address)));
        }

        return found;
    }

    /// <param name="known">Ids of dialogs that have been looked at; those that are looked at now are added.</param>
    private static async Task<IReadOnlyList<string>> OfDialogs(IPage page, HashSet<string> known)
    {
        var found = new List<string>();
        // One that stands open on its own page is a part of that page, and covers what would open others.
        if (await page.Locator("dialog[open]").CountAsync() > 0)
        {
            return found;
        }

        foreach (var id in await page.Locator(".dialog-opener:visible").EvaluateAllAsync<string[]>("openers => openers.map(opener => opener.getAttribute('commandfor'))"))
        {
            if (known.Add(id))
            {
                await page.Locator($".dialog-opener[commandfor={id}]").First.ClickAsync();
                found.AddRange(await Axe.Violations(page, $", dialog {id}", $"#{id}"));
                await page.Keyboard.PressAsync("Escape");
            }
        }

        return found;
    }

    private static async Task InBothLanguages(Func<string, Task<IReadOnlyList<string>>> violations)
    {
        var found = await Task.WhenAll(violations("en"), violations("fa"));
        string.Join('\n', found.SelectMany(each => each)).ShouldBeEmpty();
    }
}
