namespace Browser.Tests.Dunning;

/// <summary>What people read about a failed payment of 40 euros, word for word.</summary>
/// <param name="Amount">On screens.</param>
/// <param name="MailAmount">In mails.</param>
/// <param name="Opened">In the history of a case.</param>
/// <param name="Retried">In the history of a case.</param>
/// <param name="FirstMail">Name of the first mail.</param>
/// <param name="GoesOn">Of the first mail: service is not touched.</param>
/// <param name="Threats">What the first mail never says.</param>
/// <param name="NoNewCard">What helps where the same card may pay after all.</param>
/// <param name="NewDetails">What helps where it may not.</param>
/// <param name="Paid">What the page of the link says at the end.</param>
/// <param name="Banner">The portal's, before any restriction.</param>
/// <param name="Restricted">The portal's, from the restriction on.</param>
/// <param name="CameBack">What staff are asked to look at.</param>
/// <param name="ClosedUnpaid">The final action.</param>
/// <param name="Retry">The button.</param>
internal sealed record Speech(
    string Amount, string MailAmount, string Opened, string Retried, string FirstMail, string GoesOn, string[] Threats, string NoNewCard, string NewDetails, string Paid, string Banner,
    string Restricted, string CameBack, string ClosedUnpaid, string Retry)
{
    /// <summary>Cards of the sandbox, by their last four digits, and why they do not pay.</summary>
    public IReadOnlyDictionary<string, string> Causes { get; private init; } = null!;

    private static readonly Dictionary<string, Speech> All = new()
    {
        ["en"] = new(
            "€40.00", "40.00\u00A0EUR", "Payment failed, case opened", "Charged again", "Mail 1: payment failed", "Your service goes on as usual.", ["restrict", "terminat", "close", "final", "cancel"],
            "No new card is needed", "Please update your payment details", "The payment went through. Thank you.", "A payment of €40.00 did not go through.",
            "Service is restricted until what is due is paid.", "A mail came back, so the case stands still.", "Close as unpaid", "Retry the payment")
        {
            Causes = Five("The card has expired.", "The card’s details were not accepted.", "There was not enough money on the card.", "The card’s limit was reached.", "The bank gave no reason."),
        },
        ["vi"] = new(
            "40,00\u00A0€", "40,00\u00A0EUR", "Thanh toán thất bại, mở hồ sơ", "Thu lại", "Thư 1: thanh toán thất bại", "Dịch vụ của bạn vẫn hoạt động bình thường.", ["hạn chế", "kết thúc", "đóng đăng ký", "cuối cùng"],
            "Bạn không cần thẻ mới", "Vui lòng cập nhật thông tin thanh toán", "Thanh toán đã thành công. Xin cảm ơn.", "Khoản thanh toán 40,00\u00A0€ chưa thành công.",
            "Dịch vụ bị hạn chế cho đến khi khoản nợ được trả.", "Thư bị trả lại nên hồ sơ tạm dừng.", "Đóng do chưa thanh toán", "Thử thanh toán lại")
        {
            Causes = Five("Thẻ đã hết hạn.", "Thông tin thẻ không được chấp nhận.", "Thẻ không đủ tiền.", "Thẻ đã đạt hạn mức.", "Ngân hàng không nêu lý do."),
        },
        ["fa"] = new(
            "۴۰٫۰۰\u00A0یورو", "۴۰٫۰۰\u00A0EUR", "پرداخت ناموفق، پرونده باز شد", "برداشت دوباره", "نامه ۱: پرداخت ناموفق", "خدمات شما مثل همیشه ادامه دارد.", ["محدود", "ببندیم", "بسته می‌شود", "آخرین اطلاع"],
            "به کارت جدیدی نیاز نیست", "لطفاً اطلاعات پرداخت خود را به‌روز کنید", "پرداخت انجام شد. سپاسگزاریم.", "پرداخت ۴۰٫۰۰\u00A0یورو انجام نشد.",
            "تا پرداخت بدهی، خدمات محدود است.", "نامه‌ای برگشت خورد و پرونده متوقف است.", "بستن به علت عدم پرداخت", "تلاش دوباره برای پرداخت")
        {
            Causes = Five("کارت منقضی شده است.", "مشخصات کارت پذیرفته نشد.", "موجودی کارت کافی نبود.", "سقف برداشت کارت پر شده بود.", "بانک دلیلی نگفت."),
        },
    };

    public static Speech In(string language) => All[language];

    private static Dictionary<string, string> Five(string expired, string wrong, string empty, string limit, string unknown) =>
        new() { ["0069"] = expired, ["0127"] = wrong, ["9995"] = empty, ["6975"] = limit, ["0002"] = unknown };
}
