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

    public static async Task<MainPages> Make(Business given)
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
        var draft = await given.DraftInvoice(customer);
        var mail = (await given.MailsTo(customer))[0]!.AsObject().Text("id");
        return new MainPages(
            customer,
            [
                "/admin/subscriptions",
                "/admin/subscriptions?q=nobodyhasthisname",
                "/admin/subscriptions/new",
                $"/admin/subscriptions/{quotation.Id}",
                $"/admin/subscriptions/{quotation.Id}/edit",
                $"/admin/subscriptions/{running.Id}",
                $"/admin/subscriptions/{running.Id}/close",
                $"/admin/subscriptions/{quotation.Id}/coupon",
                $"/admin/subscriptions/{running.Id}/invoices/{invoice}/payment",
                $"/admin/subscriptions/{leaving.Id}",
                $"/admin/subscriptions/{closed.Id}",
                "/admin/invoices",
                "/admin/invoices?state=void",
                $"/admin/invoices/new?customer={customer.Id}",
                $"/admin/invoices/{invoice}",
                $"/admin/invoices/{invoice}/payment",
                $"/admin/invoices/{invoice}/credit",
                $"/admin/invoices/{invoice}/void",
                $"/admin/invoices/{invoice}/give-up",
                $"/admin/invoices/{paid.Id}",
                $"/admin/invoices/{paid.Id}/refund/{paid.Payment}",
                $"/admin/invoices/{draft}",
                $"/admin/invoices/{draft}/edit",
                "/admin/customers",
                "/admin/customers/new",
                $"/admin/customers/{customer.Id}",
                $"/admin/customers/{customer.Id}/give-credit",
                $"/admin/customers/{customer.Id}/take-back-credit",
                "/admin/plans",
                "/admin/plans/new",
                $"/admin/plans/{plan.Id}",
                "/admin/products",
                "/admin/products/new",
                "/admin/coupons",
                "/admin/coupons/new",
                $"/admin/coupons/{coupon.Id}",
                "/admin/close-reasons",
                "/admin/close-reasons/new",
                $"/admin/close-reasons/{reason.Id}",
                "/admin/tax-rates",
                "/admin/tax-rates/new",
                $"/admin/tax-rates/{tax.Id}",
                "/admin/configuration",
                "/admin/mailbox",
                $"/admin/mailbox/{mail}",
                "/admin/parked-work",
                "/admin/reports",
                "/admin/self-check",
                "/admin/billing-run",
                "/admin/help/recurring-plans",
                "/admin/help/subscriptions",
                "/admin/help/products",
                "/admin/help/close-reasons",
                "/admin/help/parked-work",
                "/admin/help/reports",
            ],
            [
                "/portal/subscriptions",
                $"/portal/subscriptions/{quotation.Id}",
                $"/portal/subscriptions/{running.Id}",
                $"/portal/subscriptions/{running.Id}/close",
                $"/portal/subscriptions/{leaving.Id}",
                $"/portal/subscriptions/{closed.Id}",
                "/portal/invoices",
                $"/portal/invoices/{invoice}",
                $"/portal/invoices/{paid.Id}",
                "/portal/payment-methods",
                "/portal/help/closing",
                "/portal/help/invoices",
            ]);
    }
}
