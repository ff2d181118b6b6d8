namespace Subscriptions.CloseReasons;

/// <summary>
/// The close reasons that the product itself relies on. They are rows like others, which the business renames and reorders; every database has
/// them from its first migration on.
/// </summary>
internal static class SystemCloseReasons
{
    /// <summary>Invoices stayed unpaid.</summary>
    public const string Unpaid = "unpaid";

    /// <summary>Nothing could be charged.</summary>
    public const string NoPaymentMethod = "no_payment_method";

    /// <summary>A fixed term was over and not renewed. The system alone closes with it.</summary>
    public const string EndOfTerm = "end_of_term";

    private static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The customer did not decide to leave (domain.md C12).</summary>
    public static bool IsInvoluntary(string code) => code is Unpaid or NoPaymentMethod;

    /// <summary>Staff and internal applications close with any but the end of a term.</summary>
    public static bool OfferedToStaff(CloseReason reason) => reason.Code != EndOfTerm;

    public static bool OfferedToCustomers(CloseReason reason) => !reason.System;

    /// <summary>As the migrations insert them.</summary>
    internal static readonly object[] Rows =
    [
        Row("019b76da-a800-7000-8000-000000000001", Unpaid, 1, "Unpaid", "Chưa thanh toán", "پرداخت‌نشده", "Non pagato", "Nieopłacone"),
        Row("019b76da-a800-7000-8000-000000000002", NoPaymentMethod, 2,
            "No payment method", "Không có phương thức thanh toán", "بدون روش پرداخت", "Nessun metodo di pagamento", "Brak metody płatności"),
        Row("019b76da-a800-7000-8000-000000000003", EndOfTerm, 3,
            "End of term", "Hết thời hạn", "پایان مدت", "Fine del periodo contrattuale", "Koniec okresu umowy"),
    ];

    private static object Row(string id, string code, int position, string en, string vi, string fa, string it, string pl) => new
    {
        Id = Guid.Parse(id),
        Version = 1,
        CreatedAt = Beginning,
        UpdatedAt = Beginning,
        Code = code,
        Label = (IReadOnlyDictionary<string, string>)new Dictionary<string, string> { ["en"] = en, ["vi"] = vi, ["fa"] = fa, ["it"] = it, ["pl"] = pl },
        Position = position,
        Retired = false,
        CommentRequired = false,
        System = true,
    };
}
