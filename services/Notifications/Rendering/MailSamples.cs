using Contracts.Conversions;
using Contracts.Events;

namespace Notifications.Rendering;

/// <summary>What a template is previewed on where no real case is chosen: a made-up customer, order and amount, as a language writes them.</summary>
internal static class MailSamples
{
    /// <summary>In place of what signs its reader in.</summary>
    public const string NoSecret = "PREVIEW-WITHOUT-LINK";

    private static readonly EventInterval Month = new("month", 1, "gregorian");
    private static readonly EventMoney Price = new("EUR", 40);
    private static readonly Dictionary<string, string> Plan = new() { ["en"] = "Pro" };

    private static readonly Dictionary<string, string> PassName = new()
    {
        ["en"] = "Standard pass", ["vi"] = "Gói tiêu chuẩn", ["fa"] = "بلیت استاندارد", ["it"] = "Carnet standard", ["pl"] = "Abonament Standard",
    };

    private static readonly EventPriceDiscount Discount = new(
        "WELCOME",
        new Dictionary<string, string> { ["en"] = "Welcome", ["vi"] = "Chào mừng", ["fa"] = "خوش‌آمد", ["it"] = "Benvenuto", ["pl"] = "Na powitanie" },
        new EventMoney("EUR", 10), new EventMoney("EUR", 30), 3, null);

    /// <summary>Every value that templates of the kind may name.</summary>
    /// <param name="publicUrl">Where people reach the portal, without a slash at the end.</param>
    /// <param name="today">The days of the sample lie around it.</param>
    public static Dictionary<string, string> Of(string kind, string language, string publicUrl, DateOnly today)
    {
        var all = MailKinds.IsOfDunning(kind) ? DunningValues.Of(Dunning(today), language, publicUrl) : Values(kind, language, publicUrl, today);
        all["name"] = "Ada Lovelace";
        all["sender"] = "";
        MailKinds.RequireValues(kind, all);
        return all;
    }

    private static Dictionary<string, string> Values(string kind, string language, string publicUrl, DateOnly today)
    {
        string In(int days) => LocalFormats.Date(today.AddDays(days), language);
        var old = new EventPlanTerms(new Dictionary<string, string> { ["en"] = "Basic" }, 1, new EventMoney("EUR", 25), Month, null);
        var values = MailValues.Change(old, new EventPlanTerms(Plan, 1, Price, Month, Discount), language);
        foreach (var (name, value) in new (string, string)[]
        {
            ("order", "S00042"), ("plan", Plan.In(language)), ("orderLink", $"{publicUrl}/portal/subscriptions"), ("signInLink", $"{publicUrl}/portal/sign-in"),
            ("endDate", In(15)), ("lastDay", In(14)), ("pauseDate", In(0)), ("resumeDate", In(30)), ("nextInvoiceDate", In(45)), ("startDate", In(0)), ("termEnd", In(15)),
            ("changeDate", In(15)), ("minutes", LocalFormats.Number(15, language)), ("link", $"{publicUrl}/{NoSecret}"),
            ("invoice", "INV/2026/00017"), ("creditNote", "CN/2026/00003"), ("amount", LocalFormats.Amount(Price, language)), ("dueDate", In(14)), ("paymentWords", InvoicePaymentWords.Of(null, language)),
            ("period", LocalFormats.Period(today, today.AddMonths(1), language)), ("method", MoneyValues.Method("card", language)),
            ("invoiceLink", $"{publicUrl}/portal/invoices"), ("cardLink", $"{publicUrl}/portal/payment-methods"), ("trialEnd", In(7)), ("renewDate", In(30)),
            ("card", "Visa 4242"), ("expiry", In(30)),
            ("pass", "P00008"), ("passName", PassName.In(language)), ("passLink", $"{publicUrl}/portal/passes"), ("classes", LocalFormats.Number(8, language)),
            ("left", LocalFormats.Number(1, language)), ("unused", LocalFormats.Number(3, language)), ("bonus", LocalFormats.Number(2, language)),
        })
        {
            values[name] = value;
        }

        return values;
    }

    /// <summary>A step of a made-up case, as its mail tells it; its link leads nowhere.</summary>
    public static DunningStepDue Dunning(DateOnly today) => new(
        Guid.Empty, Guid.Empty, new EventActor("system", "", ""), default, Subject.WithoutName(SubjectKinds.DunningCase, Guid.Empty),
        Subject.Subscription(Guid.Empty, "S00042", Plan), new EventCustomer(Guid.Empty, "", "", Languages.Default, "Etc/UTC"), Price, "mail", "",
        "insufficient_funds", false, today.AddDays(3), today.AddDays(10), "close", "full", [new EventOpenInvoice(Guid.Empty, "INV/2026/00017", Price, today)], NoSecret, null);
}
