using Contracts.Conversions;
using Contracts.Events;

namespace Notifications.Rendering;

/// <summary>What mails about a failed payment tell, as a language writes it.</summary>
internal static class DunningValues
{
    private static readonly Dictionary<string, Dictionary<string, string>> Causes = new()
    {
        ["expired_card"] = new()
        {
            ["en"] = "The card has expired.", ["vi"] = "Thẻ đã hết hạn.", ["fa"] = "کارت منقضی شده است.", ["it"] = "La carta è scaduta.", ["pl"] = "Karta straciła ważność.",
        },
        ["wrong_details"] = new()
        {
            ["en"] = "The card’s details were not accepted.", ["vi"] = "Thông tin thẻ không được chấp nhận.", ["fa"] = "مشخصات کارت پذیرفته نشد.",
            ["it"] = "I dati della carta non sono stati accettati.", ["pl"] = "Dane karty nie zostały przyjęte.",
        },
        ["insufficient_funds"] = new()
        {
            ["en"] = "There was not enough money on the card.", ["vi"] = "Thẻ không đủ tiền.", ["fa"] = "موجودی کارت کافی نبود.",
            ["it"] = "Il saldo della carta non era sufficiente.", ["pl"] = "Na karcie nie było wystarczających środków.",
        },
        ["limit_exceeded"] = new()
        {
            ["en"] = "The card’s limit was reached.", ["vi"] = "Thẻ đã đạt hạn mức.", ["fa"] = "سقف برداشت کارت پر شده بود.",
            ["it"] = "È stato raggiunto il limite della carta.", ["pl"] = "Limit karty został osiągnięty.",
        },
        ["not_paid"] = new()
        {
            ["en"] = "We have not received your payment yet.", ["vi"] = "Chúng tôi chưa nhận được khoản thanh toán của bạn.", ["fa"] = "پرداخت شما هنوز به ما نرسیده است.",
            ["it"] = "Non abbiamo ancora ricevuto il tuo pagamento.", ["pl"] = "Nie otrzymaliśmy jeszcze Twojej płatności.",
        },
        ["confirmation_required"] = new()
        {
            ["en"] = "Your bank asks you to confirm the payment.", ["vi"] = "Ngân hàng của bạn yêu cầu bạn xác nhận khoản thanh toán.",
            ["fa"] = "بانک شما می‌خواهد پرداخت را تأیید کنید.", ["it"] = "La tua banca ti chiede di confermare il pagamento.",
            ["pl"] = "Twój bank prosi o potwierdzenie płatności.",
        },
        ["not_confirmed"] = new()
        {
            ["en"] = "The payment was not confirmed with your bank.", ["vi"] = "Khoản thanh toán chưa được xác nhận với ngân hàng của bạn.",
            ["fa"] = "پرداخت در بانک شما تأیید نشد.", ["it"] = "Il pagamento non è stato confermato presso la tua banca.",
            ["pl"] = "Płatność nie została potwierdzona w Twoim banku.",
        },
        ["unknown"] = new()
        {
            ["en"] = "The bank gave no reason.", ["vi"] = "Ngân hàng không nêu lý do.", ["fa"] = "بانک دلیلی نگفت.", ["it"] = "La banca non ha indicato il motivo.",
            ["pl"] = "Bank nie podał przyczyny.",
        },
    };

    private static readonly Dictionary<string, string> UpdateDetails = new()
    {
        ["en"] = "Please update your payment details; what is due is then charged at once.",
        ["vi"] = "Vui lòng cập nhật thông tin thanh toán; khoản còn nợ sẽ được thu ngay sau đó.",
        ["fa"] = "لطفاً اطلاعات پرداخت خود را به‌روز کنید؛ مبلغ بدهی همان لحظه برداشت می‌شود.",
        ["it"] = "Aggiorna i dati di pagamento: l’importo dovuto verrà addebitato subito.",
        ["pl"] = "Zaktualizuj dane płatności: należna kwota zostanie wtedy od razu pobrana.",
    };

    private static readonly Dictionary<string, string> RetryOrUpdate = new()
    {
        ["en"] = "No new card is needed: you can retry now, choose a day for it, or pay with another card.",
        ["vi"] = "Bạn không cần thẻ mới: bạn có thể thử lại ngay, chọn một ngày, hoặc dùng thẻ khác.",
        ["fa"] = "به کارت جدیدی نیاز نیست: می‌توانید همین حالا دوباره تلاش کنید، روزی را برای آن برگزینید، یا با کارت دیگری بپردازید.",
        ["it"] = "Non serve una nuova carta: puoi riprovare subito, scegliere un giorno o pagare con un’altra carta.",
        ["pl"] = "Nowa karta nie jest potrzebna: możesz ponowić płatność teraz, wybrać dzień albo zapłacić inną kartą.",
    };

    private static readonly Dictionary<string, string> PayNow = new()
    {
        ["en"] = "You can pay by card on our page, or transfer the amount.",
        ["vi"] = "Bạn có thể trả bằng thẻ trên trang của chúng tôi hoặc chuyển khoản.",
        ["fa"] = "می‌توانید در صفحه ما با کارت بپردازید یا مبلغ را حواله کنید.",
        ["it"] = "Puoi pagare con carta sulla nostra pagina o con un bonifico.",
        ["pl"] = "Możesz zapłacić kartą na naszej stronie albo przelewem.",
    };

    private static readonly Dictionary<string, string> Closes = new()
    {
        ["en"] = "Otherwise we have to end the subscription on that day, as our terms have it.",
        ["vi"] = "Nếu không, chúng tôi buộc phải kết thúc đăng ký vào ngày đó theo điều khoản của mình.",
        ["fa"] = "وگرنه ناچاریم در آن روز طبق شرایط خود اشتراک را ببندیم.",
        ["it"] = "Altrimenti quel giorno dovremo chiudere l’abbonamento, come previsto dalle nostre condizioni.",
        ["pl"] = "W przeciwnym razie tego dnia będziemy musieli zakończyć subskrypcję zgodnie z regulaminem.",
    };

    private static readonly Dictionary<string, string> StaysDue = new()
    {
        ["en"] = "This is our last reminder. The amount stays due, and a restricted service comes back as soon as you have paid.",
        ["vi"] = "Đây là lần nhắc cuối cùng. Số tiền vẫn phải trả, và dịch vụ bị hạn chế sẽ hoạt động lại ngay khi bạn thanh toán.",
        ["fa"] = "این آخرین یادآوری ماست. مبلغ همچنان بدهی شماست و خدمات محدودشده همین که بپردازید بازمی‌گردد.",
        ["it"] = "Questo è il nostro ultimo promemoria. L’importo resta dovuto e un servizio limitato torna attivo appena avrai pagato.",
        ["pl"] = "To nasze ostatnie przypomnienie. Kwota pozostaje należna, a ograniczona usługa wróci, gdy tylko zapłacisz.",
    };

    private static readonly Dictionary<string, string> RecordsUnpaid = new()
    {
        ["en"] = "Otherwise we close the matter on our side on that day and record the amount as unpaid.",
        ["vi"] = "Nếu không, vào ngày đó chúng tôi sẽ khép lại việc này và ghi nhận số tiền là chưa thanh toán.",
        ["fa"] = "وگرنه در آن روز پیگیری را پایان می‌دهیم و مبلغ را پرداخت‌نشده ثبت می‌کنیم.",
        ["it"] = "Altrimenti quel giorno chiuderemo la pratica e registreremo l’importo come non pagato.",
        ["pl"] = "W przeciwnym razie tego dnia zakończymy sprawę po naszej stronie i odnotujemy kwotę jako niezapłaconą.",
    };

    /// <summary>What the last day brings, by the case's final action; beside any subscription there is none to close.</summary>
    private static Dictionary<string, string> FinalWords(DunningStepDue e) => e.FinalAction switch
    {
        "close" when e.Source is { Kind: SubjectKinds.Subscription } => Closes,
        "write_off" => RecordsUnpaid,
        _ => StaysDue,
    };

    public static bool IsCause(string cause) => Causes.ContainsKey(cause);

    private static readonly Dictionary<string, string> ConfirmWithBank = new()
    {
        ["en"] = "No new card is needed: open our page and choose “Confirm with your bank”. No money is taken before you do.",
        ["vi"] = "Bạn không cần thẻ mới: hãy mở trang của chúng tôi và chọn “Xác nhận với ngân hàng”. Trước khi bạn xác nhận, không có khoản tiền nào bị trừ.",
        ["fa"] = "به کارت جدیدی نیاز نیست: صفحهٔ ما را باز کنید و «تأیید در بانک» را برگزینید. پیش از آن پولی برداشت نمی‌شود.",
        ["it"] = "Non serve una nuova carta: apri la nostra pagina e scegli «Conferma presso la banca». Prima di allora non viene addebitato nulla.",
        ["pl"] = "Nowa karta nie jest potrzebna: otwórz naszą stronę i wybierz „Potwierdź w banku”. Wcześniej nic nie zostanie pobrane.",
    };

    /// <param name="publicUrl">Where people reach the portal, without a slash at the end.</param>
    public static Dictionary<string, string> Of(DunningStepDue e, string language, string publicUrl)
    {
        var help = e.Cause switch
        {
            "not_paid" => PayNow,
            "confirmation_required" => ConfirmWithBank,
            _ => e.MethodMustChange ? UpdateDetails : RetryOrUpdate,
        };
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["order"] = e.Source?.Number ?? "",
            ["plan"] = e.Source?.Name.In(language) ?? "",
            ["invoices"] = string.Join(", ", e.Invoices.Select(i => i.Number)),
            ["amount"] = LocalFormats.Amount(e.AmountDue, language),
            ["cause"] = Causes.GetValueOrDefault(e.Cause, Causes["unknown"])[language],
            ["whatHelps"] = help[language],
            ["restrictDate"] = LocalFormats.Date(e.RestrictDate ?? e.FinalDate, language),
            ["finalWords"] = FinalWords(e)[language],
            ["finalDate"] = LocalFormats.Date(e.FinalDate, language),
            ["link"] = $"{publicUrl}/portal/pay/{e.LinkToken}?lang={language}",
        };
    }
}
