using System.Text;
using System.Text.RegularExpressions;
using Browser.Tests.Pictures;

namespace Browser.Tests.Payments;

/// <summary>What staff do about invoices and account credit, and what the customer reads and prints of it.</summary>
public sealed class InvoiceTests(House house) : BrowserTest(house)
{
    [Fact]
    public async Task A_paid_invoice_is_credited_and_refunded_and_its_customer_reads_it_all()
    {
        var order = await Given.RunningOrder();
        var id = (await Given.Invoice(order)).Text("id");
        await Api.Post($"invoices/{id}:registerPayment", new() { ["method"] = "bank_transfer" });
        var page = await Staff();
        await page.GotoAsync($"/admin/invoices/{id}");

        await page.Locator("#invoice-actions").GetByRole(AriaRole.Button, new() { Name = "Credit note" }).ClickAsync();
        var credit = page.Locator("#credit-dialog");
        await credit.GetByLabel(new Regex(@"\(EUR\)")).FillAsync("40.01");
        await credit.GetByLabel("Reason").FillAsync("Server was down");
        await credit.GetByRole(AriaRole.Button, new() { Name = "Credit note" }).ClickAsync();
        await Expect(page.Locator("#credit-line_1-error")).ToContainTextAsync("more than what is left of the line");
        await credit.GetByLabel(new Regex(@"\(EUR\)")).FillAsync("15");
        await credit.GetByRole(AriaRole.Button, new() { Name = "Credit note" }).ClickAsync();
        await Expect(page.Locator("#invoice-totals")).ToContainTextAsync("Server was down");

        await page.Locator("#payments").GetByRole(AriaRole.Button, new() { Name = "Refund" }).ClickAsync();
        var refund = page.Locator("dialog[id^=refund-]");
        await refund.GetByLabel(new Regex(@"\(EUR\)")).FillAsync("10");
        await refund.GetByLabel("Reason").FillAsync("To the bank");
        await refund.GetByRole(AriaRole.Button, new() { Name = "Refund" }).ClickAsync();
        await Expect(page.Locator("[data-refund=Succeeded]")).ToContainTextAsync("To the bank");

        var portal = await Portal(order.Customer);
        await portal.GotoAsync($"/portal/invoices/{id}");
        var totals = portal.Locator("#invoice-totals");
        await Expect(totals).ToContainTextAsync("Server was down");
        await Expect(totals).ToContainTextAsync("Became account credit");
        await Expect(portal.Locator("[data-refund=Succeeded]")).ToContainTextAsync("€10.00");
        await portal.GotoAsync("/portal/invoices");
        await Expect(portal.Locator("#account-credit-balance")).ToHaveTextAsync("€5.00");
        (await Given.ChatterWith(order, "PAYMENT_REFUNDED")).ShouldHaveSingleItem();
        (await Given.ChatterWith(order, "ACCOUNT_CREDIT_ADDED")).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    public async Task An_invoice_prints_with_all_that_was_done_about_it_and_nothing_to_press(string language)
    {
        var order = await Given.RunningOrder();
        var invoice = await Given.PaidCreditedAndRefunded(order);
        foreach (var (name, page) in new[] { ("admin", await Staff(new Look(Language: language))), ("portal", await Portal(order.Customer, new Look(Language: language))) })
        {
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            await page.GotoAsync($"/{name}/invoices/{invoice.Id}");

            await Expect(page.Locator("#invoice-lines")).ToBeVisibleAsync();
            await Expect(page.Locator("#invoice-totals")).ToBeVisibleAsync();
            await Expect(page.Locator("#invoice-refunds")).ToBeVisibleAsync();
            (await page.Locator("button:visible, nav:visible, .print-hint:visible").CountAsync()).ShouldBe(0);
            await Gallery.Take(page, $"{language}-print-{name}-invoice");
        }
    }

    [Fact]
    public async Task A_voided_invoice_prints_as_void_and_cannot_be_paid()
    {
        var order = await Given.RunningOrder();
        var id = (await Given.Invoice(order)).Text("id");
        var page = await Staff();
        await page.GotoAsync($"/admin/invoices/{id}");

        await page.Locator("#invoice-actions").GetByRole(AriaRole.Button, new() { Name = "Void" }).ClickAsync();
        await page.Locator("#void-dialog").GetByLabel("Reason").FillAsync("Billed twice");
        await page.Locator("#void-dialog").GetByRole(AriaRole.Button, new() { Name = "Void" }).ClickAsync();
        await Expect(page.Locator("#void-stamp")).ToHaveTextAsync("VOID");
        await Expect(page.Locator("#invoice-actions button")).ToHaveCountAsync(0);

        var portal = await Portal(order.Customer);
        await portal.EmulateMediaAsync(new() { Media = Media.Print });
        await portal.GotoAsync($"/portal/invoices/{id}");
        await Expect(portal.Locator("#void-stamp")).ToBeVisibleAsync();
        await Expect(portal.Locator("#amount-due")).ToHaveTextAsync("€0.00");
        await Expect(portal.Locator("#invoice")).ToContainTextAsync("Billed twice");
        await Gallery.Take(portal, "en-print-void-invoice");
    }

    [Fact]
    public async Task An_invoice_by_hand_is_drafted_edited_and_finalised()
    {
        var customer = await Given.Customer();
        var page = await Staff();
        await page.GotoAsync($"/admin/customers/{customer.Id}");
        await page.GetByRole(AriaRole.Link, new() { Name = "New invoice" }).ClickAsync();

        await page.Locator("#description_0").FillAsync("Workshop");
        await page.Locator("#quantity_0").FillAsync("0");
        await page.Locator("#price_0").FillAsync("30");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("#quantity_0-error")).ToBeVisibleAsync();
        await page.Locator("#quantity_0").FillAsync("2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("#invoice")).ToHaveAttributeAsync("data-state", "Draft");
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await page.Locator("#description_1").FillAsync("Travel");
        await page.Locator("#price_1").FillAsync("12.50");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("#amount-due")).ToHaveTextAsync("€72.50");
        await page.GetByRole(AriaRole.Button, new() { Name = "Finalise" }).ClickAsync();

        await Expect(page.Locator("#invoice h1")).ToContainTextAsync("INV/");
        await Expect(page.Locator("#invoice")).ToHaveAttributeAsync("data-state", "Open");
    }

    [Fact]
    public async Task A_note_on_an_invoice_stands_in_its_chatter_and_one_on_a_customer_in_theirs()
    {
        var customer = await Given.Customer();
        var invoice = await Given.Invoice(await Given.RunningOrder(customer));
        var page = await Staff();
        await page.GotoAsync($"/admin/invoices/{invoice.Text("id")}");
        await Expect(page.Locator("#chatter [data-kind=InvoiceIssued]")).ToHaveCountAsync(1);

        await page.Locator("#note").FillAsync("Paper copy sent");
        await page.GetByRole(AriaRole.Button, new() { Name = "Post note" }).ClickAsync();

        await Expect(page.Locator("#chatter [data-kind=Note]")).ToContainTextAsync("Paper copy sent");
        (await Axe.Violations(page)).ShouldBeEmpty();
        await page.GotoAsync($"/admin/customers/{customer.Id}");
        await Expect(page.Locator("#chatter [data-kind=CustomerChanged]")).ToHaveCountAsync(1);
        await page.Locator("#note").FillAsync("Prefers to be called");
        await page.GetByRole(AriaRole.Button, new() { Name = "Post note" }).ClickAsync();

        await Expect(page.Locator("#chatter [data-kind=Note]")).ToContainTextAsync("Prefers to be called");
        await Expect(page.Locator("#chatter [data-kind=Note]")).ToHaveCountAsync(1);
        (await Axe.Violations(page)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Staff_give_account_credit_and_take_back_no_more_than_there_is()
    {
        var customer = await Given.Customer();
        var page = await Staff();
        await page.GotoAsync($"/admin/customers/{customer.Id}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Give credit" }).First.ClickAsync();
        await page.Locator("#give-credit-amount").FillAsync("25");
        await page.Locator("#give-credit-reason").FillAsync("With our apologies");
        await page.Locator("#give-credit-dialog").GetByRole(AriaRole.Button, new() { Name = "Give credit" }).ClickAsync();
        await Expect(page.Locator("#account-credit-balance")).ToHaveTextAsync("€25.00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take credit back" }).First.ClickAsync();
        await page.Locator("#take-back-credit-amount").FillAsync("25.01");
        await page.Locator("#take-back-credit-reason").FillAsync("By mistake");
        await page.Locator("#take-back-credit-dialog").GetByRole(AriaRole.Button, new() { Name = "Take credit back" }).ClickAsync();

        await Expect(page.Locator("#take-back-credit-dialog #problem")).ToContainTextAsync("less account credit");
        var portal = await Portal(customer);
        await portal.GotoAsync("/portal/invoices");
        await Expect(portal.Locator("#account-credit-entries")).ToContainTextAsync("With our apologies");
    }

    [Fact]
    public async Task Invoices_are_searched_by_customer_order_and_number_beside_the_other_filters()
    {
        var customer = await Given.Customer(name: $"Nguyễn {Business.Unique()}");
        var order = await Given.RunningOrder(customer);
        var number = (await Given.Invoice(order)).Text("number");
        var page = await Staff();
        await page.GotoAsync("/admin/invoices");
        var rows = page.Locator("tbody tr");

        foreach (var query in new[] { customer.Name.Replace("Nguyễn", "NGUYEN", StringComparison.Ordinal), customer.Email, $"{order.Number} nguyen", number })
        {
            await page.GetByRole(AriaRole.Searchbox).FillAsync(query);
            await page.GetByRole(AriaRole.Searchbox).PressAsync("Enter");
            await Expect(rows).ToHaveCountAsync(1);
            await Expect(rows).ToContainTextAsync(number);
        }

        await page.GetByRole(AriaRole.Link, new() { Name = "Void" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync(number);
        await Expect(rows).ToHaveCountAsync(0);
        await Expect(page.Locator("main")).ToContainTextAsync("Nothing matches");
    }

    [Fact]
    public async Task The_list_is_exported_as_it_is_filtered_and_no_name_becomes_a_formula()
    {
        var customer = await Given.Customer(name: "=1+1 Ltd");
        var order = await Given.RunningOrder(customer);
        var invoice = await Given.Invoice(order);
        var page = await Staff();
        await page.GotoAsync($"/admin/invoices?customer={customer.Id}&state=open");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download CSV" }).ClickAsync());
        await using var stream = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var rows = (await reader.ReadToEndAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var none = await page.APIRequest.GetAsync(new Uri(new Uri(page.Url), $"/admin/invoices.csv?customer={customer.Id}&state=void").ToString());

        rows.Length.ShouldBe(2);
        rows[0].ShouldStartWith("number,kind,state,customer,order,");
        rows[1].ShouldStartWith($"{invoice.Text("number")},period,open,'=1+1 Ltd,{order.Number},");
        rows[1].ShouldEndWith(",EUR,40.00,0.00,40.00,0.00,0.00,0.00,0.00,0.00,40.00");
        (await none.TextAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);
    }
}
