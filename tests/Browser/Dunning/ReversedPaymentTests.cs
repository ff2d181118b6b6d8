namespace Browser.Tests.Dunning;

/// <summary>The bank takes a payment back, and it stands again: staff write both down, and the customer is told by the mails of the case.</summary>
public sealed class ReversedPaymentTests(DunningHouse house) : DunningTest(house)
{
    [Theory]
    [InlineData("en", "€40.00", "is due.", "Returned by the bank", "A payment of yours did not stand", "The payment did not stand.", "The payment stands again")]
    [InlineData("vi", "40,00\u00A0€", "đang phải trả.", "Ngân hàng hoàn trả", "Một khoản thanh toán của bạn không còn hiệu lực", "Khoản thanh toán không còn hiệu lực.", "Khoản thanh toán đã được khôi phục")]
    [InlineData("fa", "۴۰٫۰۰\u00A0یورو", "بدهی است.", "برگشت‌خورده از بانک", "یکی از پرداخت‌های شما برگشت خورده", "پرداخت برگشت خورد.", "پرداخت دوباره برقرار است")]
    public async Task A3_30_A_payment_that_the_bank_took_back_opens_a_case_and_ends_it_when_it_stands_again(
        string language, string amount, string due, string kind, string mailed, string cause, string restored)
    {
        var customer = await Given.Customer(language, timeZone: DunningHouse.DaytimeZone());
        var order = await Given.RunningOrder(customer);
        var invoice = (await Given.Invoice(order)).Text("id");
        await Api.Post($"invoices/{invoice}:registerPayment", new() { ["method"] = "bank_transfer" });
        var staff = await Staff(language);
        await staff.GotoAsync($"/admin/invoices/{invoice}");
        await staff.Locator("#payments button[commandfor^=reverse-]").First.ClickAsync();
        var dialog = staff.Locator("dialog[id^=reverse-]");
        await Expect(dialog.Locator("p[id$=-outcome]")).ToContainTextAsync(amount);

        // What is wrong stands at its field, and nothing has changed.
        await dialog.Locator("[name=amount]").FillAsync("40.01");
        await dialog.Locator("[name=reason]").FillAsync("The bank says so");
        await dialog.Locator("button[type=submit]:not([form])").ClickAsync();
        await Expect(staff.Locator("dialog[id^=reverse-] [name=amount]")).ToHaveAttributeAsync("aria-invalid", "true");
        await dialog.Locator("[name=kind]").SelectOptionAsync("Chargeback");
        await dialog.Locator("[name=amount]").FillAsync("40");
        await dialog.Locator("button[type=submit]:not([form])").ClickAsync();
        await Expect(staff.Locator("dialog[id^=reverse-] [name=kind]")).ToHaveAttributeAsync("aria-invalid", "true");
        (await Given.Invoice(order)).Text("state").ShouldEndWith("PAID");

        await dialog.Locator("[name=kind]").SelectOptionAsync("Returned");
        await dialog.Locator("button[type=submit]:not([form])").ClickAsync();
        await Expect(staff.Locator("#done")).ToContainTextAsync(amount);
        await Expect(staff.Locator("#done")).ToContainTextAsync(due);
        await Expect(staff.Locator("tr[data-reversal=Returned]")).ToContainTextAsync(kind);
        await Expect(staff.Locator("#invoice-totals [data-reversal=Returned]")).ToContainTextAsync(kind);
        var caseId = await Eventually.Async(
            async () => (await Api.Get($"dunning-cases?subscriptionId={order.Id}")).List("cases").FirstOrDefault()?.AsObject().Text("id"), id => id is not null, "a dunning case");

        var debtor = new Debtor(order, caseId!);
        (await House.Mail(customer, "payment_failed_1")).Text.ShouldContain(mailed);
        var page = await OpenLink(debtor);
        await Expect(page.Locator("body")).ToContainTextAsync(cause);

        // The case has changed the invoice since.
        await staff.GotoAsync($"/admin/invoices/{invoice}");
        await staff.Locator("#payments button[commandfor^=restore-]").First.ClickAsync();
        var restore = staff.Locator("dialog[id^=restore-]");
        await restore.Locator("[name=reason]").FillAsync("It came after all");
        await restore.Locator("button[type=submit]:not([form])").ClickAsync();
        await Expect(staff.Locator("#done")).ToContainTextAsync(restored);
        await CaseIs(debtor, "RECOVERED");
        (await Given.Invoice(order)).Text("state").ShouldEndWith("PAID");
        (await Given.ChatterWith(order, "PAYMENT_REVERSED")).ShouldHaveSingleItem();
        (await Given.ChatterWith(order, "PAYMENT_RESTORED")).ShouldHaveSingleItem();
    }
}
