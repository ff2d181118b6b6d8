using System.Globalization;
using Contracts.Events;

namespace Notifications.Rendering;

/// <summary>What the mail of an invoice says about paying it.</summary>
internal static class InvoicePaymentWords
{
    private static readonly Dictionary<string, string> Card = new()
    {
        ["en"] = "If you have saved a card, you need not do anything: we charge it by itself and send you a receipt.",
        ["vi"] = "Nếu bạn đã lưu thẻ, bạn không cần làm gì: chúng tôi tự động thu tiền và gửi biên nhận cho bạn.",
        ["fa"] = "اگر کارتی ذخیره کرده‌اید، لازم نیست کاری بکنید: مبلغ خودکار برداشت می‌شود و رسید آن را می‌فرستیم.",
        ["it"] = "Se hai salvato una carta non devi fare nulla: l’importo viene addebitato automaticamente e ti inviamo la ricevuta.",
        ["pl"] = "Jeśli masz zapisaną kartę, nie musisz nic robić: kwota zostanie pobrana automatycznie, a my wyślemy potwierdzenie.",
    };

    private static readonly Dictionary<string, string> Transfer = new()
    {
        ["en"] = "Please transfer the amount by then.",
        ["vi"] = "Vui lòng chuyển khoản số tiền này trước ngày đó.",
        ["fa"] = "لطفاً مبلغ را تا آن روز حواله کنید.",
        ["it"] = "Versa l’importo con un bonifico entro quella data.",
        ["pl"] = "Prosimy o przelew tej kwoty do tego dnia.",
    };

    /// <summary>With how it was paid.</summary>
    private static readonly Dictionary<string, string> Desk = new()
    {
        ["en"] = "This invoice is already paid: {0}. You need not do anything.",
        ["vi"] = "Hóa đơn này đã được thanh toán: {0}. Bạn không cần làm gì thêm.",
        ["fa"] = "این صورتحساب پرداخت شده است: {0}. لازم نیست کاری بکنید.",
        ["it"] = "Questa fattura è già pagata: {0}. Non devi fare nulla.",
        ["pl"] = "Ta faktura jest już opłacona: {0}. Nie musisz nic robić.",
    };

    private static readonly Dictionary<string, string> Nothing = new()
    {
        ["en"] = "Nothing is to pay.",
        ["vi"] = "Không có gì phải thanh toán.",
        ["fa"] = "چیزی برای پرداخت نیست.",
        ["it"] = "Non c’è nulla da pagare.",
        ["pl"] = "Nie ma nic do zapłaty.",
    };

    /// <param name="payment">Of the sale of a pass; null of any other invoice, which is charged to a saved card.</param>
    public static string Of(EventPassPayment? payment, string language) => payment?.Kind switch
    {
        "desk" => string.Format(CultureInfo.InvariantCulture, Desk[language], MoneyValues.Method(payment.Method == "card" ? "card_terminal" : payment.Method, language)),
        "transfer" => Transfer[language],
        "none" => Nothing[language],
        _ => Card[language],
    };
}
