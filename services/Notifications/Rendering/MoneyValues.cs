using Contracts.Events;

namespace Notifications.Rendering;

/// <summary>What mails about invoices and payments tell, as a language writes it.</summary>
internal static class MoneyValues
{
    private static readonly Dictionary<string, Dictionary<string, string>> Methods = new()
    {
        ["card"] = new() { ["en"] = "card", ["vi"] = "thẻ", ["fa"] = "کارت", ["it"] = "carta", ["pl"] = "karta" },
        ["card_terminal"] = new() { ["en"] = "card at the desk", ["vi"] = "thẻ tại quầy", ["fa"] = "کارت‌خوان", ["it"] = "carta al banco", ["pl"] = "karta w recepcji" },
        ["bank_transfer"] = new() { ["en"] = "bank transfer", ["vi"] = "chuyển khoản ngân hàng", ["fa"] = "حوالهٔ بانکی", ["it"] = "bonifico bancario", ["pl"] = "przelew bankowy" },
        ["cash"] = new() { ["en"] = "cash", ["vi"] = "tiền mặt", ["fa"] = "نقدی", ["it"] = "contanti", ["pl"] = "gotówka" },
        ["cheque"] = new() { ["en"] = "cheque", ["vi"] = "séc", ["fa"] = "چک", ["it"] = "assegno", ["pl"] = "czek" },
        ["other"] = new() { ["en"] = "another way", ["vi"] = "cách khác", ["fa"] = "روش دیگر", ["it"] = "altro metodo", ["pl"] = "inny sposób" },
    };

    /// <param name="publicUrl">Where people reach the portal, without a slash at the end; so in all of these.</param>
    public static Dictionary<string, string> Invoice(InvoiceIssued e, string language, string publicUrl)
    {
        var values = OfInvoice(e, e.Total, language, publicUrl);
        values["period"] = e is { PeriodStart: { } start, PeriodEnd: { } end } ? LocalFormats.Period(start, end, language) : "";
        values["dueDate"] = LocalFormats.Date(e.DueDate, language);
        values["paymentWords"] = InvoicePaymentWords.Of(e.Payment, language);
        return values;
    }

    public static Dictionary<string, string> Receipt(PaymentSucceeded e, string language, string publicUrl) => Paid(e, e.Amount, e.Method, language, publicUrl);

    public static Dictionary<string, string> Refund(PaymentRefunded e, string language, string publicUrl) => Paid(e, e.Amount, e.Method, language, publicUrl);

    public static Dictionary<string, string> CreditNote(CreditNoteIssued e, string language, string publicUrl)
    {
        var values = OfInvoice(e, e.Total, language, publicUrl);
        values["creditNote"] = e.Number;
        return values;
    }

    /// <param name="method">card, card_terminal, bank_transfer, cash, cheque or other.</param>
    public static string Method(string method, string language) => Methods.GetValueOrDefault(method, Methods["other"])[language];

    private static Dictionary<string, string> Paid(ISubjectEvent e, EventMoney amount, string method, string language, string publicUrl)
    {
        var values = OfInvoice(e, amount, language, publicUrl);
        values["method"] = Method(method, language);
        return values;
    }

    private static Dictionary<string, string> OfInvoice(ISubjectEvent e, EventMoney amount, string language, string publicUrl) => new(SourceValues.Of(e.Source, language))
    {
        ["invoice"] = e.Subject.Number,
        ["amount"] = LocalFormats.Amount(amount, language),
        ["invoiceLink"] = $"{publicUrl}/portal/invoices/{e.Subject.Id}",
        ["signInLink"] = $"{publicUrl}/portal/sign-in",
    };
}
