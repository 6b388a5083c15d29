#include "drivers/smartcard-pcsc/desk.h"

namespace jiujin::drivers::smartcard {

namespace {

// The operator's key must not stay open for another program.
Link::After afterwards(const Job& job, CardKind kind) {
    return kind == CardKind::Operator &&
                   (job.kind == Job::Kind::VerifyPin || job.kind == Job::Kind::Sign)
               ? Link::After::Reset
               : Link::After::Leave;
}

} // namespace

Result<Finding> Desk::perform(const Job& job) {
    if (job.kind == Job::Kind::Leave) {
        leave();
        return Finding(CardKind::Unknown);
    }
    lastStatus_ = 0;
    auto finding = attempt(job);
    if (finding.ok())
        return finding;
    const ErrorCode code = finding.error().code;
    if (code == ErrorCode::SmartCardService)
        context_.reset();
    if (code == ErrorCode::SmartCardRemoved || code == ErrorCode::SmartCardMute)
        return explain(job, finding.error());
    return finding;
}

Result<void> Desk::approach(const Slot& slot) {
    if (session_ && session_->insertion == slot.insertion)
        return {};
    session_.reset();
    Session session;
    session.insertion = slot.insertion;
    JIUJIN_TRY_ASSIGN(session.link, connect(slot.reader));
    JIUJIN_TRY(session.link->begin());
    const auto recognised = recognise(session, slot);
    session.link->end(Link::After::Leave);
    lastStatus_ = session.link->lastStatus();
    JIUJIN_TRY(recognised);
    session_ = std::move(session);
    return {};
}

Result<std::unique_ptr<Link>> Desk::connect(const std::string& reader) {
    if (context_) {
        auto link = Link::connect(*context_, reader);
        if (link.ok() || link.error().code != ErrorCode::SmartCardService)
            return link;
    }
    // The first time, or pcscd was started anew since.
    context_.reset();
    JIUJIN_TRY_ASSIGN(context_, Context::establish());
    return Link::connect(*context_, reader);
}

Result<void> Desk::recognise(Session& session, const Slot& slot) {
    JIUJIN_TRY_ASSIGN(session.kind, identify(*session.link, slot.atr));
    if (session.kind != CardKind::Unknown) {
        JIUJIN_TRY_ASSIGN(session.identity, identityOf(*session.link, session.kind));
    }
    return {};
}

Result<Finding> Desk::attempt(const Job& job) {
    JIUJIN_TRY(approach(job.slot));
    if (job.kind == Job::Kind::Probe)
        return Finding(session_->kind);
    if (session_->kind == CardKind::Unknown)
        return Error(ErrorCode::SmartCardUnknown, "card: no known application");
    if (job.kind == Job::Kind::Read || began_.empty())
        began_ = session_->identity;
    if (began_ != session_->identity)
        return Error(ErrorCode::SmartCardChanged, "card: another one than at the beginning");
    if (job.kind == Job::Kind::Sign && session_->kind != CardKind::Operator)
        return Error(ErrorCode::DeviceUnsupported, "card: does not sign");
    JIUJIN_TRY(session_->link->begin());
    auto finding = work(job);
    session_->link->end(afterwards(job, session_->kind));
    lastStatus_ = session_->link->lastStatus();
    return finding;
}

Result<Finding> Desk::work(const Job& job) {
    Link& link = *session_->link;
    JIUJIN_TRY(select(link, session_->kind));
    if (job.kind == Job::Kind::Sign)
        return checkAndSign(job);
    if (job.kind == Job::Kind::VerifyPin) {
        JIUJIN_TRY_ASSIGN(const PinVerdict verdict, verifyPin(link, session_->kind, job.pin));
        return Finding(verdict);
    }
    JIUJIN_TRY_ASSIGN(CardData data, readCard(link, session_->kind, *text_));
    return Finding(std::move(data));
}

Result<Finding> Desk::checkAndSign(const Job& job) {
    Link& link = *session_->link;
    JIUJIN_TRY_ASSIGN(const PinVerdict verdict, verifyPin(link, session_->kind, job.pin));
    if (!verdict.accepted)
        return Finding(verdict);
    JIUJIN_TRY_ASSIGN(Bytes der, sign(link, job.digest));
    return Finding(Signature{std::move(der)});
}

Error Desk::explain(const Job& job, const Error& failure) {
    const Secret before = session_ ? session_->identity : began_;
    session_.reset();
    const View now = later_(job.slot.insertion);
    if (!now.service)
        return {ErrorCode::SmartCardService, failure.where};
    if (!now.slot)
        return {ErrorCode::SmartCardReaderGone, failure.where};
    if (now.slot->holds == Slot::Holds::Nothing)
        return {ErrorCode::SmartCardRemoved, failure.where};
    const bool stayed = now.slot->insertion == job.slot.insertion;
    const Error removed(stayed ? ErrorCode::SmartCardMute : ErrorCode::SmartCardRemoved,
                        failure.where);
    if (now.slot->holds == Slot::Holds::MuteCard || !approach(*now.slot).ok())
        return removed;
    if (!before.empty() && before != session_->identity)
        return {ErrorCode::SmartCardChanged, failure.where};
    return removed;
}

void Desk::leave() {
    session_.reset();
    began_ = Secret();
}

} // namespace jiujin::drivers::smartcard
