using Testing.Processes;

namespace Browser.Tests.Support;

/// <summary>Addresses of one page of each kind, each with data on it.</summary>
public sealed record MainPages(Customer Customer, IReadOnlyList<string> Admin, IReadOnlyList<string> Portal)
{
    private const string Nothing = "019a0000-0000-7000-8000-000000000000";

    /// <summary>Those that need no session.</summary>
    public static IReadOnlyList<string> Open { get; } =
        ["/admin/sign-in", "/portal/sign-in", "/portal/sign-in?problem=used", "/portal/sign-in?problem=expired", "/portal/sign-in?problem=invalid"];

    /// <summary>What is said of things that are not there.</summary>
    public static IReadOnlyList<string> NotFoundByStaff { get; } =
        [.. new[] { "subscriptions", "customers", "invoices", "plans", "products", "coupons", "close-reasons", "tax-rates", "mailbox" }.Select(part => $"/admin/{part}/{Nothing}"), $"/admin/parked-work/billing/{Nothing}", "/admin/help/nothing"];

    public static IReadOnlyList<string> NotFoundByCustomers { get; } =
        [$"/portal/subscriptions/{Nothing}", $"/portal/invoices/{Nothing}", "/portal/help/nothing"];

    /// <summary>With which status it answers: some say that something is missing.</summary>
    public static int StatusOf(string address) => address switch
    {
        // The tests' own process has no clock that moves.
        "/admin/test-clock" => 404,
        "/portal/payment-methods/added?setup=nothing" => 409,
        _ when address.StartsWith("/portal/pay/", StringComparison.Ordinal) || address.StartsWith("/portal/sandbox-bank/", StringComparison.Ordinal) => 404,
        _ => 200,
    };

    /// <summary>Those that a route answers at.</summary>
    public IReadOnlyList<string> At(string route) => [.. Open.Concat(Admin).Concat(Portal).Distinct().Where(address => Routes.At(address) == route)];

    /// <param name="data">Folder of the product's databases: work is parked there.</param>
    public static async Task<MainPages> Make(Business given, string data)
    {
        var customer = await given.Customer();
        var plan = await given.Plan();
        var reason = await given.Reason();
        var tax = await given.TaxRate();
        var running = await given.RunningOrder(customer, plan);
        var quotation = await given.SentQuotation(customer, plan);
        var coupon = await given.Coupon();
        await given.ApplyCoupon(quotation, coupon);
        await given.ApplyCoupon(running, coupon);
        var leaving = await given.RunningOrder(customer, plan);
        await given.ScheduleClose(leaving, reason);
        var closed = await given.RunningOrder(customer, plan);
        await given.Close(closed, reason);
        var invoice = (await given.Invoice(running)).Text("id");
        var paying = await given.RunningOrder(customer, plan);
        var paid = await given.PaidCreditedAndRefunded(paying);
        var reversed = await given.PaidAndPartlyTakenBack(await given.RunningOrder(await given.Customer(), plan));
        var draft = await given.DraftInvoice(customer);
        var debtor = await given.Customer();
        var dunned = await given.DunningCase(debtor, await given.RunningOrder(debtor, plan));
        var mail = (await given.MailsTo(customer, "subscription_closed"))[0];
        var template = await given.PassTemplate();
        var pass = await given.Pass(template, customer);
        await given.Visit(pass);
        var winBack = await given.WinBack(pass);
        var stages = await OrdersInEveryStage.Make(given, customer, reason);
        var parked = ParkedRows.Message(data, "billing", "billing-issue-invoice", "PeriodStarted", Guid.CreateVersion7(), "{}", "The period has no price.");
        return new MainPages(
            customer,
            [
                .. Routes.WithoutParameters("/admin"),
                "/admin/subscriptions?q=nobodyhasthisname",
                $"/admin/subscriptions/{quotation.Id}",
                $"/admin/subscriptions/{quotation.Id}/edit",
                $"/admin/subscriptions/{running.Id}",
                $"/admin/subscriptions/{running.Id}/close",
                $"/admin/subscriptions/{running.Id}/pause",
                $"/admin/subscriptions/{running.Id}/change",
                $"/admin/subscriptions/{quotation.Id}/coupon",
                $"/admin/subscriptions/{running.Id}/invoices/{invoice}/payment",
                $"/admin/subscriptions/{leaving.Id}",
                $"/admin/subscriptions/{closed.Id}",
                $"/admin/subscriptions/{stages.Changing.Id}",
                $"/admin/subscriptions/{stages.Paused.Id}",
                $"/admin/subscriptions/{stages.Cancelled.Id}",
                $"/admin/subscriptions/{stages.Renewing.Id}",
                $"/admin/subscriptions/{stages.Renewing.Id}/renew",
                $"/admin/subscriptions/{stages.Churned.Id}/reactivate",
                "/admin/invoices?state=void",
                $"/admin/invoices/new?customer={customer.Id}",
                $"/admin/invoices/{invoice}",
                $"/admin/invoices/{invoice}/payment",
                $"/admin/invoices/{invoice}/credit",
                $"/admin/invoices/{invoice}/void",
                $"/admin/invoices/{invoice}/give-up",
                $"/admin/invoices/{paid.Id}",
                $"/admin/invoices/{paid.Id}/refund/{paid.Payment}",
                $"/admin/invoices/{reversed.Id}",
                $"/admin/invoices/{reversed.Id}/reverse/{reversed.Payment}",
                $"/admin/invoices/{reversed.Id}/restore/{reversed.Reversal}",
                $"/admin/invoices/{draft}",
                $"/admin/invoices/{draft}/edit",
                $"/admin/customers/{customer.Id}",
                $"/admin/customers/{customer.Id}/give-credit",
                $"/admin/customers/{customer.Id}/take-back-credit",
                $"/admin/dunning/{dunned}",
                $"/admin/dunning/{dunned}/pause",
                $"/admin/dunning/{dunned}/extend",
                $"/admin/dunning/{dunned}/resolve",
                $"/admin/dunning/{dunned}/write-off",
                "/admin/dunning/campaigns/019b76da-a800-7000-8000-0000000000d1",
                $"/admin/plans/{plan.Id}",
                $"/admin/products/{await given.Product()}",
                $"/admin/coupons/{coupon.Id}",
                $"/admin/passes?state=all&grace=30&customer={customer.Id}",
                $"/admin/passes/{pass.Id}",
                "/admin/pass-revenue",
                $"/admin/win-backs/new?pass={pass.Id}",
                $"/admin/win-backs/{winBack}",
                $"/admin/passes/{pass.Id}/edit",
                $"/admin/passes/{pass.Id}/freeze",
                $"/admin/passes/{pass.Id}/withdraw",
                $"/admin/pass-templates/{template.Id}",
                $"/admin/passes/{pass.Id}/sold",
                $"/admin/class-types/{template.ClassTypeId}",
                $"/admin/close-reasons/{reason.Id}",
                $"/admin/tax-rates/{tax.Id}",
                $"/admin/mailbox/{mail}",
                "/admin/mail-templates/payment_failed_1/en",
                $"/admin/parked-work/billing/{parked}",
                $"/admin/parked-work/billing/{parked}/discard",
                "/admin/help/recurring-plans",
                "/admin/help/subscriptions",
                "/admin/help/products",
                "/admin/help/close-reasons",
                "/admin/help/passes",
                "/admin/help/parked-work",
                "/admin/help/reports",
            ],
            [
                .. Routes.WithoutParameters("/portal"),
                $"/portal/subscriptions/{quotation.Id}",
                $"/portal/subscriptions/{quotation.Id}/coupon",
                $"/portal/subscriptions/{running.Id}",
                $"/portal/subscriptions/{running.Id}/close",
                $"/portal/subscriptions/{leaving.Id}",
                $"/portal/subscriptions/{closed.Id}",
                $"/portal/subscriptions/{stages.Changing.Id}",
                $"/portal/subscriptions/{stages.Changing.Id}/change",
                $"/portal/subscriptions/{stages.Changing.Id}/pause",
                $"/portal/subscriptions/{stages.Paused.Id}",
                $"/portal/subscriptions/{stages.Renewing.Id}",
                $"/portal/subscriptions/{stages.Renewing.Id}/renew",
                $"/portal/subscriptions/{stages.Churned.Id}/reactivate",
                $"/portal/invoices/{invoice}",
                $"/portal/passes/{pass.Id}",
                $"/portal/invoices/{paid.Id}",
                "/portal/payment-methods/added?setup=nothing",
                $"/portal/pay/{new string('a', 43)}",
                $"/portal/sandbox-bank/{new string('a', 43)}",
                "/portal/help/closing",
                "/portal/help/invoices",
            ]);
    }
}
