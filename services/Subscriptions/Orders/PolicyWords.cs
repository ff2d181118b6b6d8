using Contracts.Conversions;

namespace Subscriptions.Orders;

/// <summary>What each verdict of <see cref="ActionPolicy"/> says to people: why not, and what would enable it.</summary>
public static class PolicyWords
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
