using System.Globalization;
using System.Text.Json.Nodes;

namespace Browser.Tests.Support;

public sealed record Customer(string Id, string Name, string Email);

public sealed record Plan(string Id, string Name);

public sealed record Reason(string Id, string Label);

public sealed record Coupon(string Id, string Code);
public sealed record TaxRate(string Id, string Code, string Name);

public sealed record PaidInvoice(string Id, string Payment);

/// <summary>An invoice of which a payment does not stand whole.</summary>
public sealed record ReversedInvoice(string Id, string Payment, string Reversal);

public sealed record PassTemplate(string Id, string Name, string ClassTypeId, string ClassTypeName);

public sealed record SoldPass(string Id, string Number, Customer Buyer, PassTemplate Template);

public sealed record Order(string Id, string Number, Customer Customer, Plan Plan);

/// <summary>What a test needs to be there, made through the JSON API; each test makes its own.</summary>
public sealed class Business(Api api)
{
    /// <summary>Letters that nothing else here is named by. No digits: pages in Persian are searched for Latin ones.</summary>
    public static string Unique() => string.Concat(Guid.NewGuid().ToByteArray().Take(10).Select(each => (char)('a' + (each % 26))));

    /// <param name="switches">Self-service switches beside closable that are on.</param>
    /// <param name="terms">As the JSON API takes them.</param>
    public async Task<Plan> Plan(bool closable = true, string? name = null, string[]? switches = null, JsonObject? terms = null)
    {
        name ??= $"Plan {Unique()}";
        var made = await api.Post("plans", new JsonObject
        {
            ["name"] = English(name),
            ["billingPeriod"] = new JsonObject { ["unit"] = "month", ["count"] = 1 },
            ["price"] = new JsonObject { ["currencyCode"] = "EUR", ["amount"] = "40.00" },
            ["selfService"] = new JsonObject([new("closable", closable), .. (switches ?? []).Select(on => KeyValuePair.Create<string, JsonNode?>(on, true))]),
            ["terms"] = terms ?? [],
        });
        return new Plan(made.Text("id"), name);
    }

    public async Task<Customer> Customer(string language = "en", string? name = null, string timeZone = "Europe/Rome")
    {
        var unique = Unique();
        name ??= $"Ada {unique}";
        var email = $"{unique}@example.com";
        var made = await api.Post("customers", new JsonObject
        {
            ["name"] = name,
            ["email"] = email,
            ["language"] = language,
            ["timeZone"] = timeZone,
            ["currencyCode"] = "EUR",
        });
        return new Customer(made.Text("id"), name, email);
    }

    public async Task<Reason> Reason(string? label = null, JsonObject? labels = null)
    {
        label ??= $"Reason {Unique()}";
        var made = await api.Post("close-reasons", new JsonObject { ["code"] = $"code_{Unique()}", ["label"] = labels ?? English(label) });
        return new Reason(made.Text("id"), label);
    }

    /// <summary>A tenth off, for three periods.</summary>
    public async Task<Coupon> Coupon()
    {
        var made = await api.Post("coupons", new JsonObject
        {
            ["code"] = Unique(),
            ["name"] = English("Spring sale"),
            ["percentBasisPoints"] = 1000,
            ["duration"] = "periods",
            ["periods"] = 3,
        });
        return new Coupon(made.Text("id"), made.Text("code"));
    }

    /// <returns>Id of something that is sold once.</returns>
    public async Task<string> Product()
    {
        var made = await api.Post("products", new JsonObject { ["name"] = English($"Product {Unique()}"), ["kind"] = "one_off", ["price"] = Euros("15.00") });
        return made.Text("id");
    }

    /// <summary>Eight classes of one type within a month.</summary>
    /// <param name="terms">What is not as usual; as the JSON API takes it.</param>
    public async Task<PassTemplate> PassTemplate(string? name = null, JsonObject? terms = null)
    {
        name ??= $"Pass {Unique()}";
        var classType = $"Class {Unique()}";
        var classTypeId = (await api.Post("class-types", new JsonObject { ["name"] = English(classType) })).Text("id");
        var made = await api.Post("pass-templates", new JsonObject
        {
            ["name"] = English(name),
            ["price"] = Euros("80.00"),
            ["terms"] = new JsonObject(
            [
                .. new JsonObject
                {
                    ["classes"] = 8, ["validity"] = new JsonObject { ["unit"] = "month", ["count"] = 1 }, ["classTypeId"] = classTypeId,
                }.Where(term => terms?.ContainsKey(term.Key) != true).Concat(terms ?? []).Select(term => KeyValuePair.Create(term.Key, term.Value?.DeepClone())),
            ]),
        });
        return new PassTemplate(made.Text("id"), name, classTypeId, classType);
    }

    /// <summary>Paid in cash at the desk.</summary>
    /// <param name="start">First day; its template must let it be chosen.</param>
    public async Task<SoldPass> Pass(PassTemplate template, Customer buyer, DateOnly? start = null)
    {
        var wanted = new JsonObject { ["customerId"] = buyer.Id, ["templateId"] = template.Id, ["payment"] = "cash" };
        if (start is { } day)
        {
            wanted["startDate"] = Iso(day);
        }

        // Subscriptions sells from its own copy of the template, which comes a moment later.
        await Eventually.Async(
            async () => !(await api.Answer($"passes:previewSale?customerId={buyer.Id}&templateId={template.Id}")).Contains("UNKNOWN", StringComparison.Ordinal), $"{template.Name} to be on sale");
        var sold = await api.Post("passes", wanted);
        return new SoldPass(sold.Text("id"), sold.Text("number"), buyer, template);
    }

    /// <summary>The buyer comes to a class of the pass's type, now.</summary>
    public Task Visit(SoldPass pass) =>
        api.Post("visits:checkIn", new JsonObject { ["customerId"] = pass.Buyer.Id, ["classTypeId"] = pass.Template.ClassTypeId, ["passId"] = pass.Id });

    /// <returns>Id of a win-back that adds a class to the pass.</returns>
    public async Task<string> WinBack(SoldPass pass) =>
        (await api.Post("win-backs", new JsonObject
        {
            ["passIds"] = new JsonArray(pass.Id),
            ["extension"] = new JsonObject { ["unit"] = "PASS_VALIDITY_UNIT_WEEK", ["count"] = 2 },
            ["bonusClasses"] = 1,
            ["reason"] = "Spring",
        })).Text("id");

    public Task<JsonObject> PassNow(SoldPass pass) => api.Get($"passes/{pass.Id}");

    /// <summary>Waits until it stands there: USED_UP, EXPIRED.</summary>
    public Task<JsonObject> PassIn(SoldPass pass, string state) => Eventually.Async(() => PassNow(pass), now => now.Text("state") == $"PASS_STATE_{state}", $"{pass.Number} to be {state}");

    public Task ApplyCoupon(Order order, Coupon coupon) => api.Post($"subscriptions/{order.Id}:applyCoupon", new JsonObject { ["code"] = coupon.Code });

    /// <summary>22 percent, and 24 from a day of next year on.</summary>
    public async Task<TaxRate> TaxRate()
    {
        var code = Unique();
        var name = $"Tax {code}";
        var made = await api.Post("tax-rates", new JsonObject { ["taxRate"] = new JsonObject { ["code"] = code, ["name"] = English(name) }, ["ratePerMillion"] = 220_000 });
        await api.Post($"tax-rates/{made.Text("id")}:addPercentage", new JsonObject { ["validFrom"] = $"{DateTime.UtcNow.Year + 1}-07-01", ["ratePerMillion"] = 240_000 });
        return new TaxRate(made.Text("id"), code, name);
    }

    public async Task<Order> Quotation(Customer? customer = null, Plan? plan = null, DateOnly? start = null)
    {
        customer ??= await Customer();
        plan ??= await Plan();
        var wanted = new JsonObject { ["customerId"] = customer.Id, ["planId"] = plan.Id };
        if (start is { } day)
        {
            wanted["startDate"] = Iso(day);
        }

        var made = await api.Post("subscriptions", wanted);
        return new Order(made.Text("id"), made.Text("number"), customer, plan);
    }

    /// <summary>One that its customer may read.</summary>
    public async Task<Order> SentQuotation(Customer customer, Plan plan)
    {
        var order = await Quotation(customer, plan);
        await api.Post($"subscriptions/{order.Id}:send");
        return order;
    }

    /// <summary>An order in progress whose first invoice is there, and all that was to be entered by then; entries come in any order.</summary>
    public async Task<Order> RunningOrder(Customer? customer = null, Plan? plan = null, DateOnly? start = null)
    {
        var order = await Quotation(customer, plan, start);
        await api.Post($"subscriptions/{order.Id}:confirm");
        await ChatterWith(order, "QUOTATION_CREATED");
        await ChatterWith(order, "CONFIRMED");
        await ChatterWith(order, "INVOICE_ISSUED");
        // That it is confirmed, and the invoice.
        await ChatterWith(order, "MAIL_SENT", 2);
        return order;
    }

    public async Task<Order> ClosedOrder(Reason reason)
    {
        var order = await RunningOrder();
        await Close(order, reason);
        return order;
    }

    /// <summary>Closes it as an application does, and waits until all that follows has followed.</summary>
    public async Task Close(Order order, Reason reason)
    {
        await api.Post($"subscriptions/{order.Id}:close", new JsonObject { ["reasonId"] = reason.Id });
        await Mailed(order, "subscription_closed");
    }

    public async Task ScheduleClose(Order order, Reason reason)
    {
        await api.Post($"subscriptions/{order.Id}:close", new JsonObject { ["reasonId"] = reason.Id, ["when"] = "end_of_period" });
        await Mailed(order, "close_scheduled");
    }

    public Task Pause(Order order) => api.Post($"subscriptions/{order.Id}:pause");

    public Task Cancel(Order order) => api.Post($"subscriptions/{order.Id}:cancel");

    public Task ChangeQuantity(Order order, int quantity) => api.Post($"subscriptions/{order.Id}:change", new JsonObject { ["quantity"] = quantity });

    public Task<JsonObject> Subscription(Order order) => api.Get($"subscriptions/{order.Id}");

    public async Task<string> Stage(Order order) => (await Subscription(order)).Text("stage");

    public async Task<JsonObject> Invoice(Order order) =>
        (await api.Get($"subscriptions/{order.Id}/invoices"))["invoices"]!.AsArray()[0]!.AsObject();

    /// <summary>Half of it is paid back of a credit note over the whole; the rest is account credit.</summary>
    public async Task<PaidInvoice> PaidCreditedAndRefunded(Order order)
    {
        var invoice = (await Invoice(order)).Text("id");
        var paid = await api.Post($"invoices/{invoice}:registerPayment", new JsonObject { ["method"] = "bank_transfer" });
        var payment = paid.List("payments")[0]!.AsObject().Text("id");
        await api.Post($"invoices/{invoice}:createCreditNote", new JsonObject
        {
            ["reason"] = "As agreed",
            ["lines"] = new JsonArray(new JsonObject { ["position"] = 1, ["amount"] = Euros("40.00") }),
        });
        await api.Post($"invoices/{invoice}:refundPayment", new JsonObject { ["paymentId"] = payment, ["amount"] = Euros("20.00"), ["reason"] = "To the bank" });
        return new PaidInvoice(invoice, payment);
    }

    /// <summary>The bank has taken a part of what was paid back.</summary>
    public async Task<ReversedInvoice> PaidAndPartlyTakenBack(Order order)
    {
        var invoice = (await Invoice(order)).Text("id");
        var paid = await api.Post($"invoices/{invoice}:registerPayment", new JsonObject { ["method"] = "bank_transfer" });
        var payment = paid.List("payments")[0]!.AsObject().Text("id");
        var reversed = await api.Post($"invoices/{invoice}:reversePayment", new JsonObject
        {
            ["paymentId"] = payment, ["amount"] = Euros("5.00"), ["kind"] = "PAYMENT_REVERSAL_KIND_RETURNED", ["reason"] = "The bank says so",
        });
        return new ReversedInvoice(invoice, payment, reversed.List("reversals")[0]!.AsObject().Text("id"));
    }

    /// <summary>A card that cannot pay the order's open invoice.</summary>
    /// <param name="card">Its last four digits, as docs/sandbox-cards.md has them.</param>
    /// <returns>Id of the dunning case that it opens.</returns>
    public async Task<string> DunningCase(Customer customer, Order order, string card = "9995")
    {
        await api.PostAsCustomer(await PortalLink(customer), "payment-methods", new JsonObject { ["token"] = $"sandbox_{card}_122030" });
        return await Eventually.Async(
            async () => (await api.Get($"dunning-cases?subscriptionId={order.Id}")).List("cases").FirstOrDefault()?.AsObject().Text("id"), id => id is not null, "a dunning case") ?? "";
    }

    /// <returns>Id of an invoice that is not final.</returns>
    public async Task<string> DraftInvoice(Customer customer) => (await api.Post("invoices", new JsonObject
    {
        ["customerId"] = customer.Id,
        ["lines"] = new JsonArray(new JsonObject { ["description"] = "Workshop", ["quantity"] = 2, ["unitPrice"] = Euros("30.00") }),
    })).Text("id");

    private static JsonObject Euros(string amount) => new() { ["currencyCode"] = "EUR", ["amount"] = amount };

    /// <summary>Everything that is known of an order, to be compared with itself later.</summary>
    public async Task<string> Everything(Order order)
    {
        var subscription = await Subscription(order);
        var invoices = await api.Get($"subscriptions/{order.Id}/invoices");
        return $"{subscription}{await Chatter(order)}{invoices}";
    }

    public async Task<JsonArray> Chatter(Order order) => (await api.Get($"subscriptions/{order.Id}/chatter")).List("entries");

    /// <summary>The entries of one kind once there are so many: chatter follows the event, a moment later.</summary>
    public async Task<IReadOnlyList<JsonObject>> ChatterWith(Order order, string kind, int count = 1)
    {
        IReadOnlyList<JsonObject> found = [];
        await Eventually.Async(
            async () => (found = OfKind(await Chatter(order), kind)).Count >= count, $"{count} chatter entries {kind} of {order.Number}");
        return found;
    }

    /// <summary>Waits until a mail of this kind about the order is out, which its chatter says with it.</summary>
    public Task Mailed(Order order, string template) => Eventually.Async(
        async () => (await MailsTo(order.Customer)).Select(mail => mail!.AsObject()).Any(
            mail => mail.Text("template") == template && mail.Text("state") == "MAIL_STATE_SENT" && mail["about"]?["id"]?.ToString() == order.Id),
        $"a mail {template} about {order.Number}");

    public static IReadOnlyList<JsonObject> OfKind(JsonArray entries, string kind) =>
        [.. entries.Select(entry => entry!.AsObject()).Where(entry => entry.Text("kind").EndsWith(kind, StringComparison.Ordinal))];

    public async Task<JsonArray> MailsTo(Customer customer) =>
        (await api.Get($"mails?query={Uri.EscapeDataString(customer.Email)}")).List("mails");

    /// <summary>The newest mail of a kind as it lies in the recipient's mailbox, with what no API shows: its link.</summary>
    /// <param name="data">Folder of the product, which has no mail server.</param>
    public async Task<Eml> MailIn(string data, Customer customer, string kind)
    {
        var ids = await Eventually.Async(() => MailsTo(customer, kind), found => found.Count > 0, $"a mail {kind}");
        var file = Path.Combine(data, "mail", $"{ids[0]}.eml");
        await Eventually.Async(() => Task.FromResult(File.Exists(file)), $"{kind} to be handed over");
        return new Eml(await MimeKit.MimeMessage.LoadAsync(file));
    }

    /// <returns>Ids of the mails of one kind.</returns>
    public async Task<IReadOnlyList<string>> MailsTo(Customer customer, string kind) =>
        [.. (await MailsTo(customer)).Select(mail => mail!.AsObject()).Where(mail => mail.Text("template") == kind).Select(mail => mail.Text("id"))];

    /// <summary>A link that signs its bearer in as the customer, or lets staff look as the customer sees it.</summary>
    public async Task<string> PortalLink(Customer customer, bool preview = false) =>
        (await api.Post($"customers/{customer.Id}:createPortalLink", new JsonObject { ["preview"] = preview })).Text("link");

    public async Task SelfService(bool enabled) => await api.Patch("configuration", new JsonObject { ["selfServiceEnabled"] = enabled });

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static JsonObject English(string text) => new() { ["values"] = new JsonObject { ["en"] = text } };
}
