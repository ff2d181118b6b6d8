using Contracts.Billing.V1;
using Contracts.Notifications.V1;
using Contracts.Plans.V1;
using Contracts.Subscriptions.V1;
using Standalone.TestClock;

namespace Standalone.Demo;

/// <summary>
/// Fills an empty system with the past of a small business, day by day, through the same gRPC calls that an internal application makes: each day's
/// calls are made on that day, and all that falls due and follows of it happens before the next. Each request has a fixed request_id and the same
/// content at every start, so that one that was interrupted goes on where it stopped.
/// </summary>
/// <param name="file">Keeps how far it has come.</param>
internal sealed class DemoHistory(DemoClients clients, DemoClock clock, PendingWork work, DemoProgress progress, string file)
{
    private const int PageSize = 200;

    /// <summary>An invoice is paid on the first day of the calendar that is at least so much later.</summary>
    private const int DaysUntilPaid = 10;

    private static readonly string[] MoneyMails = ["order_confirmed", "invoice", "receipt", "refund", "credit_note", "trial_ends", "renewal_ahead", "card_expires"];

    private readonly Dictionary<string, string> _ids = new(progress.Ids);

    public async Task Write(CancellationToken ct)
    {
        var calendar = DemoCalendar.Of(progress.Today);
        await SendMoneyMails(false, ct);
        for (var index = progress.Days; index < calendar.Count; index++)
        {
            clock.GoTo(calendar.At(index));
            await work.Settle(ct);
            await Day(calendar, index, ct);
            await work.Settle(ct);
            (progress with { Days = index + 1, Ids = _ids }).Write(file);
        }

        clock.Return();
        await work.Settle(ct);
        await Today(ct);
        await work.Settle(ct);
        await SendMoneyMails(true, ct);
    }

    /// <summary>What the demo writes, a year of invoices and receipts, is nothing to be mailed; what happens after it is.</summary>
    private async Task SendMoneyMails(bool enabled, CancellationToken ct)
    {
        foreach (var kind in MoneyMails)
        {
            await clients.MailTemplates.UpdateMailKindAsync(
                new UpdateMailKindRequest { MailKind = new MailKind { Kind = kind, Enabled = enabled }, RequestId = $"demo-mail-{kind}-{enabled}" }, cancellationToken: ct);
        }
    }

    private async Task Day(DemoCalendar calendar, int index, CancellationToken ct)
    {
        var (month, day) = calendar.Place(index);
        if (index == 0)
        {
            await Catalogue(ct);
        }

        foreach (var happens in DemoStory.Events.Where(each => each.Month == month && each.Day == day))
        {
            await Happen(happens, ct);
        }

        await Visits(calendar, index, ct);
        foreach (var pass in DemoPasses.Sold.Where(each => each.Month == month && each.Day == day))
        {
            await Sell(pass, ct);
        }

        var payable = DateOnly.FromDateTime(calendar.At(index).UtcDateTime).AddDays(-DaysUntilPaid);
        foreach (var invoice in (await OpenInvoices("", ct)).Where(each => each.IssueDate.ToDateOnly() <= payable))
        {
            var customer = _ids.First(id => id.Value == invoice.CustomerId).Key;
            if (DemoStory.IsPaid(customer["customer-".Length..], month))
            {
                await Pay(invoice, ct);
            }
        }
    }

    /// <summary>What is going on on the day of the first start: one customer comes, one leaves, one will leave, and two more are offered a plan.</summary>
    private async Task Today(CancellationToken ct)
    {
        await Happen(DemoStory.Newest, ct);
        await Close("marek", "too_expensive", CloseWhen.Now, ct);
        await Close("sara", "no_longer_needed", CloseWhen.EndOfPeriod, ct);
        await Quote("northwind", "pro", "", 0, "", ct);
        var offered = await Quote("marek", "pro", "", 0, "", ct);
        await clients.Subscriptions.SendQuotationAsync(new SendQuotationRequest { Id = offered.Id, RequestId = "demo-send-marek-pro" }, cancellationToken: ct);
        foreach (var pass in DemoPasses.Newest)
        {
            await Sell(pass, ct);
        }

        foreach (var customer in (string[])["giulia", "emma"])
        {
            foreach (var invoice in await OpenInvoices(_ids[$"order-{customer}"], ct))
            {
                await Pay(invoice, ct);
            }
        }
    }

    private async Task Catalogue(CancellationToken ct)
    {
        foreach (var (key, plan) in new[] { ("basic", DemoCatalogue.Basic), ("pro", DemoCatalogue.Pro), ("team", DemoCatalogue.Team), ("studio", DemoCatalogue.Studio) })
        {
            _ids[$"plan-{key}"] = (await clients.Plans.CreatePlanAsync(new CreatePlanRequest { Plan = plan, RequestId = $"demo-plan-{key}" }, cancellationToken: ct)).Id;
        }

        foreach (var (key, product) in new[] { ("seat", DemoCatalogue.Seat), ("setup", DemoCatalogue.Setup) })
        {
            _ids[$"product-{key}"] = (await clients.Products.CreateProductAsync(new CreateProductRequest { Product = product, RequestId = $"demo-product-{key}" }, cancellationToken: ct)).Id;
        }

        foreach (var (key, name) in DemoCatalogue.ClassTypes)
        {
            _ids[$"class-{key}"] = (await clients.ClassTypes.CreateClassTypeAsync(
                new CreateClassTypeRequest { ClassType = new ClassType { Name = name }, RequestId = $"demo-class-{key}" }, cancellationToken: ct)).Id;
        }

        foreach (var (key, (classType, template)) in DemoCatalogue.PassTemplates)
        {
            var wanted = template.Clone();
            wanted.Terms.ClassTypeId = classType.Length == 0 ? "" : _ids[$"class-{classType}"];
            _ids[$"template-{key}"] = (await clients.PassTemplates.CreatePassTemplateAsync(
                new CreatePassTemplateRequest { PassTemplate = wanted, RequestId = $"demo-template-{key}" }, cancellationToken: ct)).Id;
        }

        foreach (var reason in DemoCatalogue.CloseReasons)
        {
            await clients.CloseReasons.CreateCloseReasonAsync(new CreateCloseReasonRequest { CloseReason = reason, RequestId = $"demo-reason-{reason.Code}" }, cancellationToken: ct);
        }

        // With those that the system has itself.
        foreach (var reason in (await clients.CloseReasons.ListCloseReasonsAsync(new ListCloseReasonsRequest(), cancellationToken: ct)).CloseReasons)
        {
            _ids[$"reason-{reason.Code}"] = reason.Id;
        }

        await clients.Coupons.CreateCouponAsync(new CreateCouponRequest { Coupon = DemoCatalogue.Welcome, RequestId = "demo-coupon-welcome" }, cancellationToken: ct);
    }

    private async Task Happen(DemoEvent happens, CancellationToken ct)
    {
        var order = _ids.GetValueOrDefault($"order-{happens.Customer}", "");
        var request = $"demo-{happens.Action}-{happens.Customer}-{happens.Month}";
        switch (happens.Action)
        {
            case DemoAction.Order:
                await Order(happens, request, ct);
                break;
            case DemoAction.Change:
                await clients.Subscriptions.ChangeSubscriptionAsync(
                    new ChangeSubscriptionRequest { Id = order, PlanId = _ids[$"plan-{happens.Detail}"], When = ChangeWhen.Now, RequestId = request }, cancellationToken: ct);
                break;
            case DemoAction.Pause:
                await clients.Subscriptions.PauseSubscriptionAsync(new PauseSubscriptionRequest { Id = order, RequestId = request }, cancellationToken: ct);
                break;
            case DemoAction.Resume:
                await clients.Subscriptions.ResumeSubscriptionAsync(new ResumeSubscriptionRequest { Id = order, RequestId = request }, cancellationToken: ct);
                break;
            case DemoAction.Close:
                await Close(happens.Customer, happens.Detail, CloseWhen.Now, ct);
                break;
            case DemoAction.Reactivate:
                await clients.Subscriptions.ReactivateSubscriptionAsync(new ReactivateSubscriptionRequest { Id = order, RequestId = request }, cancellationToken: ct);
                break;
            default:
                throw new InvalidOperationException($"Nothing is known of {happens.Action}.");
        }
    }

    private async Task Order(DemoEvent happens, string request, CancellationToken ct)
    {
        var customer = DemoCatalogue.Customers[happens.Customer];
        _ids[$"customer-{happens.Customer}"] = (await clients.Customers.CreateCustomerAsync(
            new CreateCustomerRequest { Customer = customer, RequestId = $"demo-customer-{happens.Customer}" }, cancellationToken: ct)).Id;
        var quotation = await Quote(happens.Customer, happens.Detail, happens.Product, happens.Quantity, happens.Coupon, ct);
        await clients.Subscriptions.ConfirmSubscriptionAsync(new ConfirmSubscriptionRequest { Id = quotation.Id, RequestId = request }, cancellationToken: ct);
        _ids[$"order-{happens.Customer}"] = quotation.Id;
    }

    private async Task<Subscription> Quote(string customer, string plan, string product, int quantity, string coupon, CancellationToken ct)
    {
        var wanted = new Subscription { CustomerId = _ids[$"customer-{customer}"], PlanId = _ids[$"plan-{plan}"], CouponCode = coupon };
        if (product.Length > 0)
        {
            wanted.Lines.Add(new SubscriptionLine { ProductId = _ids[$"product-{product}"], Quantity = quantity });
        }

        return await clients.Subscriptions.CreateSubscriptionAsync(
            new CreateSubscriptionRequest { Subscription = wanted, RequestId = $"demo-quotation-{customer}-{plan}" }, cancellationToken: ct);
    }

    private async Task Sell(DemoPass pass, CancellationToken ct)
    {
        string[] holders = pass.Beside.Length == 0 ? [pass.Buyer] : [pass.Buyer, pass.Beside];
        _ids[PassKey(pass)] = (await clients.Passes.SellPassAsync(
            new SellPassRequest
            {
                CustomerId = _ids[$"customer-{pass.Buyer}"],
                HolderIds = { holders.Select(holder => _ids[$"customer-{holder}"]) },
                TemplateId = _ids[$"template-{pass.Template}"],
                Payment = pass.Payment,
                RequestId = $"demo-pass-{pass.Buyer}-{pass.Month}",
            },
            cancellationToken: ct)).Id;
    }

    /// <summary>What happened since the day before it in the calendar: one visit each on the days after that one.</summary>
    private async Task Visits(DemoCalendar calendar, int index, CancellationToken ct)
    {
        foreach (var pass in DemoPasses.Sold.Where(each => _ids.ContainsKey(PassKey(each))))
        {
            var soldAt = Enumerable.Range(0, index).Last(i => calendar.Place(i) == (pass.Month, pass.Day));
            for (var visit = 0; visit < pass.Visits.ElementAtOrDefault(index - soldAt - 1); visit++)
            {
                var client = visit % 2 == 1 && pass.Beside.Length > 0 ? pass.Beside : pass.Buyer;
                await clients.Passes.CheckInAsync(
                    new CheckInRequest
                    {
                        CustomerId = _ids[$"customer-{client}"],
                        PassId = _ids[PassKey(pass)],
                        VisitTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(calendar.At(index - 1).AddDays(1 + (2 * visit))),
                        RequestId = $"demo-visit-{pass.Buyer}-{pass.Month}-{index}-{visit}",
                    },
                    cancellationToken: ct);
            }
        }
    }

    private static string PassKey(DemoPass pass) => $"pass-{pass.Buyer}-{pass.Month}";

    private async Task Close(string customer, string reason, CloseWhen when, CancellationToken ct) =>
        await clients.Subscriptions.CloseSubscriptionAsync(
            new CloseSubscriptionRequest { Id = _ids[$"order-{customer}"], ReasonId = _ids[$"reason-{reason}"], When = when, RequestId = $"demo-close-{customer}" }, cancellationToken: ct);

    /// <param name="order">Empty: of all.</param>
    private async Task<IReadOnlyList<Invoice>> OpenInvoices(string order, CancellationToken ct) =>
        (await clients.Invoices.ListInvoicesAsync(new ListInvoicesRequest { SubscriptionId = order, States = { InvoiceState.Open }, PageSize = PageSize }, cancellationToken: ct)).Invoices;

    private async Task Pay(Invoice invoice, CancellationToken ct) =>
        await clients.Invoices.RegisterPaymentAsync(
            new RegisterPaymentRequest
            {
                InvoiceId = invoice.Id,
                Method = PaymentMethod.BankTransfer,
                Reference = $"Transfer {invoice.Number}",
                RequestId = $"demo-payment-{invoice.Id}",
            },
            cancellationToken: ct);
}
