using Contracts.Conversions;

namespace Subscriptions.Orders;

/// <summary>What each decision of <see cref="ActionPolicy"/> says to people: why not, and what would enable it.</summary>
internal static class DenialMessages
{
    private static readonly Dictionary<string, Dictionary<string, string>> Words = new(StringComparer.Ordinal)
    {
        ["NOT_CONFIRMED"] = new()
        {
            ["en"] = "This is still a quotation. It can be closed once it has been confirmed.",
            ["vi"] = "Đây vẫn là báo giá. Có thể đóng sau khi báo giá được xác nhận.",
            ["fa"] = "این هنوز یک پیشنهاد است. پس از تأیید می‌توان آن را بست.",
            ["it"] = "È ancora un preventivo. Si può chiudere dopo la conferma.",
            ["pl"] = "To jeszcze oferta. Można ją zamknąć po potwierdzeniu.",
        },
        ["QUOTATION_CANCELLED"] = new()
        {
            ["en"] = "This quotation was cancelled, so there is nothing to close.",
            ["vi"] = "Báo giá này đã bị hủy nên không có gì để đóng.",
            ["fa"] = "این پیشنهاد لغو شده است و چیزی برای بستن وجود ندارد.",
            ["it"] = "Questo preventivo è stato annullato: non c'è nulla da chiudere.",
            ["pl"] = "Ta oferta została anulowana, więc nie ma czego zamykać.",
        },
        ["ALREADY_CLOSED"] = new()
        {
            ["en"] = "This subscription is closed already.",
            ["vi"] = "Đăng ký này đã được đóng.",
            ["fa"] = "این اشتراک پیش‌تر بسته شده است.",
            ["it"] = "Questo abbonamento è già chiuso.",
            ["pl"] = "Ta subskrypcja jest już zamknięta.",
        },
        ["CLOSE_ALREADY_SCHEDULED"] = new()
        {
            ["en"] = "A close is already scheduled. Undo it first to choose another date or reason.",
            ["vi"] = "Đã có lịch đóng. Hãy hoàn tác trước để chọn ngày hoặc lý do khác.",
            ["fa"] = "بستن از پیش زمان‌بندی شده است. برای انتخاب تاریخ یا دلیل دیگر، نخست آن را لغو کنید.",
            ["it"] = "Una chiusura è già programmata. Annullala prima di scegliere un'altra data o un altro motivo.",
            ["pl"] = "Zamknięcie jest już zaplanowane. Cofnij je, aby wybrać inną datę lub inny powód.",
        },
        ["NO_CLOSE_SCHEDULED"] = new()
        {
            ["en"] = "No close is scheduled, so there is nothing to undo.",
            ["vi"] = "Không có lịch đóng nào nên không có gì để hoàn tác.",
            ["fa"] = "بستنی زمان‌بندی نشده است و چیزی برای لغو وجود ندارد.",
            ["it"] = "Nessuna chiusura è programmata: non c'è nulla da annullare.",
            ["pl"] = "Nie zaplanowano zamknięcia, więc nie ma czego cofać.",
        },
        ["SCHEDULED_BY_STAFF"] = new()
        {
            ["en"] = "The close was scheduled by our team. Please contact us to change it.",
            ["vi"] = "Lịch đóng do đội ngũ của chúng tôi đặt. Vui lòng liên hệ để thay đổi.",
            ["fa"] = "این بستن را همکاران ما زمان‌بندی کرده‌اند. برای تغییر با ما تماس بگیرید.",
            ["it"] = "La chiusura è stata programmata dal nostro team. Contattaci per modificarla.",
            ["pl"] = "Zamknięcie zaplanował nasz zespół. Skontaktuj się z nami, aby je zmienić.",
        },
        ["SELF_SERVICE_DISABLED"] = new()
        {
            ["en"] = "Subscriptions are managed by our team. Please contact us to close yours.",
            ["vi"] = "Đăng ký do đội ngũ của chúng tôi quản lý. Vui lòng liên hệ để đóng đăng ký.",
            ["fa"] = "اشتراک‌ها را همکاران ما مدیریت می‌کنند. برای بستن اشتراک با ما تماس بگیرید.",
            ["it"] = "Gli abbonamenti sono gestiti dal nostro team. Contattaci per chiudere il tuo.",
            ["pl"] = "Subskrypcjami zarządza nasz zespół. Skontaktuj się z nami, aby zamknąć swoją.",
        },
        ["PLAN_NOT_CLOSABLE"] = new()
        {
            ["en"] = "This plan cannot be closed online. Please contact us.",
            ["vi"] = "Gói này không thể đóng trực tuyến. Vui lòng liên hệ với chúng tôi.",
            ["fa"] = "این برنامه به‌صورت آنلاین قابل بستن نیست. لطفاً با ما تماس بگیرید.",
            ["it"] = "Questo piano non si può chiudere online. Contattaci.",
            ["pl"] = "Tego planu nie można zamknąć online. Skontaktuj się z nami.",
        },
        ["UNDO_TIME_OVER"] = new()
        {
            ["en"] = "The close took effect more than 72 hours ago, so it can no longer be taken back.",
            ["vi"] = "Việc đóng đã có hiệu lực hơn 72 giờ nên không thể hoàn tác nữa.",
            ["fa"] = "بیش از ۷۲ ساعت از بسته‌شدن گذشته است و دیگر نمی‌توان آن را لغو کرد.",
            ["it"] = "La chiusura è effettiva da più di 72 ore: non si può più annullare.",
            ["pl"] = "Zamknięcie weszło w życie ponad 72 godziny temu, więc nie można go już cofnąć.",
        },
        ["CREDIT_GIVEN"] = new()
        {
            ["en"] = "The close gave money back by a credit note, so it cannot be taken back.",
            ["vi"] = "Việc đóng đã hoàn tiền bằng phiếu ghi có nên không thể hoàn tác.",
            ["fa"] = "با بسته‌شدن، اعتباری بازگردانده شده است و نمی‌توان آن را لغو کرد.",
            ["it"] = "Con la chiusura è stata emessa una nota di credito: non si può annullare.",
            ["pl"] = "Przy zamknięciu wystawiono notę kredytową, więc nie można go cofnąć.",
        },
        ["NOT_STARTED"] = new()
        {
            ["en"] = "The first period has not begun yet. It can be paused from its first day on.",
            ["vi"] = "Kỳ đầu tiên chưa bắt đầu. Có thể tạm dừng kể từ ngày đầu tiên.",
            ["fa"] = "دورهٔ نخست هنوز آغاز نشده است. از روز نخست آن می‌توان توقف را آغاز کرد.",
            ["it"] = "Il primo periodo non è ancora iniziato. Si può sospendere dal primo giorno.",
            ["pl"] = "Pierwszy okres jeszcze się nie rozpoczął. Wstrzymać można od pierwszego dnia.",
        },
        ["ALREADY_PAUSED"] = new()
        {
            ["en"] = "This subscription is paused already.",
            ["vi"] = "Đăng ký này đang tạm dừng.",
            ["fa"] = "این اشتراک هم‌اکنون متوقف است.",
            ["it"] = "Questo abbonamento è già sospeso.",
            ["pl"] = "Ta subskrypcja jest już wstrzymana.",
        },
        ["NOT_PAUSED"] = new()
        {
            ["en"] = "This subscription is not paused, so there is nothing to resume.",
            ["vi"] = "Đăng ký này không tạm dừng nên không có gì để tiếp tục.",
            ["fa"] = "این اشتراک متوقف نیست و چیزی برای ازسرگیری وجود ندارد.",
            ["it"] = "Questo abbonamento non è sospeso: non c'è nulla da riattivare.",
            ["pl"] = "Ta subskrypcja nie jest wstrzymana, więc nie ma czego wznawiać.",
        },
        ["PAUSED_BY_STAFF"] = new()
        {
            ["en"] = "Our team paused this subscription. Please contact us to resume it.",
            ["vi"] = "Đội ngũ của chúng tôi đã tạm dừng đăng ký này. Vui lòng liên hệ để tiếp tục.",
            ["fa"] = "همکاران ما این اشتراک را متوقف کرده‌اند. برای ازسرگیری با ما تماس بگیرید.",
            ["it"] = "L'abbonamento è stato sospeso dal nostro team. Contattaci per riattivarlo.",
            ["pl"] = "Subskrypcję wstrzymał nasz zespół. Skontaktuj się z nami, aby ją wznowić.",
        },
        ["PLAN_NOT_PAUSABLE"] = new()
        {
            ["en"] = "This plan cannot be paused online. Please contact us.",
            ["vi"] = "Gói này không thể tạm dừng trực tuyến. Vui lòng liên hệ với chúng tôi.",
            ["fa"] = "این برنامه به‌صورت آنلاین قابل توقف نیست. لطفاً با ما تماس بگیرید.",
            ["it"] = "Questo piano non si può sospendere online. Contattaci.",
            ["pl"] = "Tego planu nie można wstrzymać online. Skontaktuj się z nami.",
        },
        ["NOT_CLOSED"] = new()
        {
            ["en"] = "This subscription is not closed, so there is nothing to reactivate.",
            ["vi"] = "Đăng ký này chưa đóng nên không có gì để kích hoạt lại.",
            ["fa"] = "این اشتراک بسته نیست و چیزی برای فعال‌سازی دوباره وجود ندارد.",
            ["it"] = "Questo abbonamento non è chiuso: non c'è nulla da attivare di nuovo.",
            ["pl"] = "Ta subskrypcja nie jest zamknięta, więc nie ma czego reaktywować.",
        },
        ["PERIOD_STARTED_TODAY"] = new()
        {
            ["en"] = "A period was billed from today on already. Undo the close, or reactivate it from tomorrow on.",
            ["vi"] = "Đã có một kỳ được tính tiền từ hôm nay. Hãy hoàn tác việc đóng, hoặc kích hoạt lại từ ngày mai.",
            ["fa"] = "دوره‌ای از امروز صورت‌حساب شده است. بستن را لغو کنید یا از فردا دوباره فعال کنید.",
            ["it"] = "Un periodo è già stato fatturato da oggi. Annulla la chiusura oppure attivalo di nuovo da domani.",
            ["pl"] = "Okres od dziś został już rozliczony. Cofnij zamknięcie lub reaktywuj od jutra.",
        },
        ["PLAN_NOT_REACTIVATABLE"] = new()
        {
            ["en"] = "This plan cannot be reactivated online. Please contact us.",
            ["vi"] = "Gói này không thể kích hoạt lại trực tuyến. Vui lòng liên hệ với chúng tôi.",
            ["fa"] = "این برنامه به‌صورت آنلاین دوباره فعال نمی‌شود. لطفاً با ما تماس بگیرید.",
            ["it"] = "Questo piano non si può attivare di nuovo online. Contattaci.",
            ["pl"] = "Tego planu nie można reaktywować online. Skontaktuj się z nami.",
        },
        ["PLAN_ARCHIVED"] = new()
        {
            ["en"] = "This plan is no longer offered. Please contact us to find another one.",
            ["vi"] = "Gói này không còn được cung cấp. Vui lòng liên hệ để chọn gói khác.",
            ["fa"] = "این برنامه دیگر ارائه نمی‌شود. برای یافتن برنامه‌ای دیگر با ما تماس بگیرید.",
            ["it"] = "Questo piano non è più offerto. Contattaci per sceglierne un altro.",
            ["pl"] = "Ten plan nie jest już oferowany. Skontaktuj się z nami, aby wybrać inny.",
        },
        ["UNPAID_INVOICES"] = new()
        {
            ["en"] = "It was closed because an invoice is unpaid. Once that is paid it can be reactivated.",
            ["vi"] = "Đăng ký bị đóng vì còn hóa đơn chưa thanh toán. Sau khi thanh toán có thể kích hoạt lại.",
            ["fa"] = "به‌دلیل صورت‌حساب پرداخت‌نشده بسته شده است. پس از پرداخت می‌توان آن را دوباره فعال کرد.",
            ["it"] = "È stato chiuso perché una fattura non è pagata. Dopo il pagamento si può attivare di nuovo.",
            ["pl"] = "Zamknięto ją z powodu nieopłaconej faktury. Po zapłacie można ją reaktywować.",
        },
        ["NO_TERM"] = new()
        {
            ["en"] = "This subscription has no fixed term, so there is nothing to renew.",
            ["vi"] = "Đăng ký này không có thời hạn cố định nên không có gì để gia hạn.",
            ["fa"] = "این اشتراک مدت ثابتی ندارد و چیزی برای تمدید وجود ندارد.",
            ["it"] = "Questo abbonamento non ha una durata fissa: non c'è nulla da rinnovare.",
            ["pl"] = "Ta subskrypcja nie ma stałego okresu umowy, więc nie ma czego odnawiać.",
        },
        ["RENEWS_BY_ITSELF"] = new()
        {
            ["en"] = "This subscription renews by itself at the end of its term.",
            ["vi"] = "Đăng ký này tự gia hạn khi hết thời hạn.",
            ["fa"] = "این اشتراک در پایان مدت خودبه‌خود تمدید می‌شود.",
            ["it"] = "Questo abbonamento si rinnova da solo alla fine della durata.",
            ["pl"] = "Ta subskrypcja odnawia się sama na koniec okresu umowy.",
        },
        ["NOT_TO_RENEW"] = new()
        {
            ["en"] = "The term still runs. It can be renewed shortly before its end.",
            ["vi"] = "Thời hạn vẫn còn. Có thể gia hạn khi gần hết hạn.",
            ["fa"] = "مدت هنوز به پایان نزدیک نشده است. اندکی پیش از پایان می‌توان آن را تمدید کرد.",
            ["it"] = "La durata è ancora in corso. Si può rinnovare poco prima della fine.",
            ["pl"] = "Okres umowy jeszcze trwa. Można go odnowić krótko przed końcem.",
        },
        ["TERM_ENDED"] = new()
        {
            ["en"] = "The term has ended: it can be neither renewed nor taken back. Reactivate the subscription to begin a new term.",
            ["vi"] = "Thời hạn đã hết: không thể gia hạn hay hoàn tác. Hãy kích hoạt lại đăng ký để bắt đầu thời hạn mới.",
            ["fa"] = "مدت به پایان رسیده است و نه تمدید می‌شود و نه برمی‌گردد. برای آغاز مدتی تازه اشتراک را دوباره فعال کنید.",
            ["it"] = "La durata è finita: non si può rinnovare né annullare. Attiva di nuovo l'abbonamento per iniziarne un'altra.",
            ["pl"] = "Okres umowy się skończył: nie można go odnowić ani cofnąć. Reaktywuj subskrypcję, aby zacząć nowy.",
        },
        ["PLAN_NOT_RENEWABLE"] = new()
        {
            ["en"] = "This plan cannot be renewed online. Please contact us.",
            ["vi"] = "Gói này không thể gia hạn trực tuyến. Vui lòng liên hệ với chúng tôi.",
            ["fa"] = "این برنامه به‌صورت آنلاین تمدید نمی‌شود. لطفاً با ما تماس بگیرید.",
            ["it"] = "Questo piano non si può rinnovare online. Contattaci.",
            ["pl"] = "Tego planu nie można odnowić online. Skontaktuj się z nami.",
        },
        ["PLAN_NOT_CHANGEABLE"] = new()
        {
            ["en"] = "This plan cannot be changed online. Please contact us.",
            ["vi"] = "Gói này không thể thay đổi trực tuyến. Vui lòng liên hệ với chúng tôi.",
            ["fa"] = "این برنامه به‌صورت آنلاین تغییر نمی‌کند. لطفاً با ما تماس بگیرید.",
            ["it"] = "Questo piano non si può cambiare online. Contattaci.",
            ["pl"] = "Tego planu nie można zmienić online. Skontaktuj się z nami.",
        },
        ["QUANTITY_NOT_CHANGEABLE"] = new()
        {
            ["en"] = "The quantity cannot be changed online. Please contact us.",
            ["vi"] = "Không thể thay đổi số lượng trực tuyến. Vui lòng liên hệ với chúng tôi.",
            ["fa"] = "تعداد به‌صورت آنلاین تغییر نمی‌کند. لطفاً با ما تماس بگیرید.",
            ["it"] = "La quantità non si può cambiare online. Contattaci.",
            ["pl"] = "Ilości nie można zmienić online. Skontaktuj się z nami.",
        },
        ["ORDER_PAUSED"] = new()
        {
            ["en"] = "This subscription is paused. Resume it first to change it.",
            ["vi"] = "Đăng ký này đang tạm dừng. Hãy tiếp tục trước khi thay đổi.",
            ["fa"] = "این اشتراک متوقف است. برای تغییر، نخست آن را از سر بگیرید.",
            ["it"] = "Questo abbonamento è sospeso. Riprendilo prima di cambiarlo.",
            ["pl"] = "Ta subskrypcja jest wstrzymana. Wznów ją, aby ją zmienić.",
        },
        ["NO_PENDING_CHANGE"] = new()
        {
            ["en"] = "No change is waiting for the next period.",
            ["vi"] = "Không có thay đổi nào chờ kỳ tiếp theo.",
            ["fa"] = "هیچ تغییری در انتظار دورهٔ بعد نیست.",
            ["it"] = "Nessuna modifica attende il prossimo periodo.",
            ["pl"] = "Żadna zmiana nie czeka na następny okres.",
        },
        ["CHANGE_BY_STAFF"] = new()
        {
            ["en"] = "The change was planned by our team. Please contact us about it.",
            ["vi"] = "Thay đổi này do đội ngũ của chúng tôi đặt. Vui lòng liên hệ với chúng tôi.",
            ["fa"] = "این تغییر را همکاران ما برنامه‌ریزی کرده‌اند. لطفاً با ما تماس بگیرید.",
            ["it"] = "La modifica è stata programmata dal nostro team. Contattaci.",
            ["pl"] = "Zmianę zaplanował nasz zespół. Skontaktuj się z nami.",
        },
        ["TRIAL_USED"] = new()
        {
            ["en"] = "The customer has had a trial of this plan. Set the trial days to 0 first.",
            ["vi"] = "Khách hàng đã dùng thử gói này. Trước hết hãy đặt số ngày dùng thử thành 0.",
            ["fa"] = "مشتری پیش‌تر دورهٔ آزمایشی این برنامه را داشته است. نخست روزهای آزمایشی را صفر کنید.",
            ["it"] = "Il cliente ha già provato questo piano. Imposta prima i giorni di prova a 0.",
            ["pl"] = "Klient miał już okres próbny tego planu. Najpierw ustaw liczbę dni próbnych na 0.",
        },
        ["NO_DISCOUNT"] = new()
        {
            ["en"] = "No coupon discounts this order now or later, so there is none to take off.",
            ["vi"] = "Đơn này hiện không và sẽ không có phiếu giảm giá nào nên không có gì để gỡ.",
            ["fa"] = "هیچ کوپنی اکنون یا بعداً به این سفارش تخفیف نمی‌دهد و چیزی برای برداشتن نیست.",
            ["it"] = "Nessun coupon sconta quest'ordine, né ora né dopo: non c'è nulla da togliere.",
            ["pl"] = "Żaden kupon nie obniża ceny tego zamówienia teraz ani później, więc nie ma czego usuwać.",
        },
        ["NOT_A_QUOTATION"] = new()
        {
            ["en"] = "Only a quotation can be changed this way; this order has left that stage.",
            ["vi"] = "Chỉ báo giá mới có thể thay đổi như vậy; đơn này đã qua giai đoạn đó.",
            ["fa"] = "تنها یک پیشنهاد را می‌توان این‌گونه تغییر داد؛ این سفارش از آن مرحله گذشته است.",
            ["it"] = "Solo un preventivo si può modificare così; questo ordine ha superato quella fase.",
            ["pl"] = "W ten sposób można zmienić tylko ofertę; to zamówienie ma ten etap za sobą.",
        },
    };

    public static IEnumerable<string> Reasons => Words.Keys;

    /// <param name="language">en, vi, fa, it or pl; English for any other.</param>
    public static string Explain(string reason, string language) => Words[reason].In(language);
}
