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
        ["disputed"] = new()
        {
            ["en"] = "A payment was disputed, and the bank has taken it back.", ["vi"] = "Một khoản thanh toán đã bị khiếu nại và ngân hàng đã thu hồi lại.",
            ["fa"] = "به یک پرداخت اعتراض شده و بانک آن را پس گرفته است.", ["it"] = "Un pagamento è stato contestato e la banca lo ha stornato.",
            ["pl"] = "Płatność została zakwestionowana i bank ją cofnął.",
        },
        ["returned"] = new()
        {
            ["en"] = "The payment did not stand.", ["vi"] = "Khoản thanh toán không còn hiệu lực.", ["fa"] = "پرداخت برگشت خورد.", ["it"] = "Il pagamento è stato annullato.",
            ["pl"] = "Płatność została cofnięta.",
        },
        ["unknown"] = new()
        {
            ["en"] = "The bank gave no reason.", ["vi"] = "Ngân hàng không nêu lý do.", ["fa"] = "بانک دلیلی نگفت.", ["it"] = "La banca non ha indicato il motivo.",
            ["pl"] = "Bank nie podał przyczyny.",
        },
    };

    /// <summary>What happened to the payment: what a bank took back had reached us.</summary>
    private static Dictionary<string, string> WhatHappened(string cause) => cause switch
    {
        "disputed" => new()
        {
            ["en"] = "Your bank has taken a payment back that was disputed, so the amount is due again. If that was a misunderstanding, it is quickly put in order.",
            ["vi"] = "Ngân hàng của bạn đã thu hồi một khoản thanh toán bị khiếu nại, nên số tiền này lại đến hạn phải trả. Nếu chỉ là hiểu lầm, việc xử lý rất nhanh.",
            ["fa"] = "بانک شما پرداختی را که به آن اعتراض شده بود پس گرفته و این مبلغ دوباره بدهی شماست. اگر سوءتفاهمی بوده، زود درست می‌شود.",
            ["it"] = "la tua banca ha stornato un pagamento contestato, quindi l’importo è di nuovo dovuto. Se è stato un malinteso, si risolve in fretta.",
            ["pl"] = "Twój bank cofnął zakwestionowaną płatność, więc kwota znów jest należna. Jeśli to nieporozumienie, łatwo je wyjaśnić.",
        },
        "returned" => new()
        {
            ["en"] = "A payment of yours did not stand, so the amount is due again. This happens, and it is quickly put in order.",
            ["vi"] = "Một khoản thanh toán của bạn không còn hiệu lực, nên số tiền này lại đến hạn phải trả. Chuyện này vẫn thường xảy ra và xử lý rất nhanh.",
            ["fa"] = "یکی از پرداخت‌های شما برگشت خورده و این مبلغ دوباره بدهی شماست. این اتفاق می‌افتد و زود درست می‌شود.",
            ["it"] = "un tuo pagamento è stato annullato, quindi l’importo è di nuovo dovuto. Può succedere, e si risolve in fretta.",
            ["pl"] = "jedna z Twoich płatności nie doszła do skutku, więc kwota znów jest należna. To się zdarza i łatwo to naprawić.",
        },
        _ => new()
        {
            ["en"] = "A payment of yours has not reached us yet. This happens, and it is quickly put in order.",
            ["vi"] = "Một khoản thanh toán của bạn vẫn chưa đến chỗ chúng tôi. Chuyện này vẫn thường xảy ra và xử lý rất nhanh.",
            ["fa"] = "یکی از پرداخت‌های شما هنوز به ما نرسیده است. این اتفاق می‌افتد و زود درست می‌شود.",
            ["it"] = "un tuo pagamento non ci è ancora arrivato. Può succedere, e si risolve in fretta.",
            ["pl"] = "jedna z Twoich płatności jeszcze do nas nie dotarła. To się zdarza i łatwo to naprawić.",
        },
    };

    /// <summary>What becomes of the service, as it is at that moment.</summary>
    private static Dictionary<string, string> AccessWords(string access) => access switch
    {
        "restricted" => new()
        {
            ["en"] = "Your service stays restricted until what is due is paid, and is back as soon as you have paid.",
            ["vi"] = "Dịch vụ của bạn vẫn bị hạn chế cho đến khi khoản nợ được thanh toán, và sẽ hoạt động lại ngay sau đó.",
            ["fa"] = "خدمات شما تا پرداخت بدهی محدود می‌ماند و همین که بپردازید بازمی‌گردد.",
            ["it"] = "Il servizio resta limitato finché l’importo non è pagato e torna attivo appena avrai pagato.",
            ["pl"] = "Usługa pozostaje ograniczona do czasu zapłaty i wróci, gdy tylko zapłacisz.",
        },
        "paused" => new()
        {
            ["en"] = "Your subscription is paused; only this amount is left to be paid.",
            ["vi"] = "Đăng ký của bạn đang tạm dừng; chỉ còn khoản này phải thanh toán.",
            ["fa"] = "اشتراک شما متوقف است و تنها همین مبلغ مانده است.",
            ["it"] = "Il tuo abbonamento è in pausa: resta da pagare solo questo importo.",
            ["pl"] = "Twoja subskrypcja jest wstrzymana; do zapłaty pozostała tylko ta kwota.",
        },
        "ended" => new()
        {
            ["en"] = "The subscription has ended; only this amount is left to be paid.",
            ["vi"] = "Đăng ký đã kết thúc; chỉ còn khoản này phải thanh toán.",
            ["fa"] = "اشتراک پایان یافته است و تنها همین مبلغ مانده است.",
            ["it"] = "L’abbonamento è terminato: resta da pagare solo questo importo.",
            ["pl"] = "Subskrypcja się zakończyła; do zapłaty pozostała tylko ta kwota.",
        },
        _ => new()
        {
            ["en"] = "Your service goes on as usual.", ["vi"] = "Dịch vụ của bạn vẫn hoạt động bình thường.", ["fa"] = "خدمات شما مثل همیشه ادامه دارد.",
            ["it"] = "Il servizio continua come sempre.", ["pl"] = "Usługa działa jak dotąd.",
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

    /// <summary>What a case may say of the service.</summary>
    public static bool IsAccess(string access) => access is "full" or "restricted" or "paused" or "ended";

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
            "not_paid" or "returned" => PayNow,
            "confirmation_required" => ConfirmWithBank,
            _ => e.MethodMustChange ? UpdateDetails : RetryOrUpdate,
        };
        return new Dictionary<string, string>(SourceValues.Of(e.Source, language))
        {
            ["invoices"] = string.Join(", ", e.Invoices.Select(i => i.Number)),
            ["amount"] = LocalFormats.Amount(e.AmountDue, language),
            ["cause"] = Causes.GetValueOrDefault(e.Cause, Causes["unknown"])[language],
            ["whatHelps"] = help[language],
            ["whatHappened"] = WhatHappened(e.Cause)[language],
            // Of what is no subscription there is no service that could go on.
            ["access"] = e.Source?.Kind == SubjectKinds.Subscription ? AccessWords(e.Access)[language] : "",
            ["restrictDate"] = LocalFormats.Date(e.RestrictDate ?? e.FinalDate, language),
            ["finalWords"] = FinalWords(e)[language],
            ["finalDate"] = LocalFormats.Date(e.FinalDate, language),
            ["link"] = $"{publicUrl}/portal/pay/{e.LinkToken}?lang={language}",
        };
    }
}
