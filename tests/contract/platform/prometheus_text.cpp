#include "tests/contract/platform/prometheus_text.h"

#include <QRegularExpression>

namespace jiujin::tests {

namespace {

const QRegularExpression
    typeLine(QStringLiteral("^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)$"));
const QRegularExpression helpLine(QStringLiteral("^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) .+$"));
const QRegularExpression sampleLine(QStringLiteral(
    "^([a-zA-Z_:][a-zA-Z0-9_:]*)"
    "(\\{(?:[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\",?)+\\})? (\\S+)$"));

// A sample belongs to a family that was declared, under one of the names that its type allows.
bool declared(const QMap<QString, QString>& types, const QString& name) {
    if (types.value(name) == QLatin1String("counter") ||
        types.value(name) == QLatin1String("gauge"))
        return true;
    for (const char* suffix : {"_bucket", "_sum", "_count"})
        if (name.endsWith(QLatin1String(suffix)) &&
            types.value(name.chopped(static_cast<int>(qstrlen(suffix)))) ==
                QLatin1String("histogram"))
            return true;
    return false;
}

// Of a histogram every bucket holds the ones before it, and the last holds all.
QString bucketFault(const Figures& figures) {
    double before = 0;
    QByteArray series;
    for (auto at = figures.samples.begin(); at != figures.samples.end(); ++at) {
        const auto le = at.key().indexOf(",le=\"+Inf\"");
        if (le < 0)
            continue;
        series = at.key().left(le);
        before = at.value();
        QByteArray count = series + '}';
        count.replace("_bucket{", "_count{");
        if (!figures.samples.contains(count) || figures.samples.value(count) != before)
            return QStringLiteral("the last bucket is not the count: ") +
                   QString::fromUtf8(at.key());
        for (auto other = figures.samples.begin(); other != figures.samples.end(); ++other)
            if (other.key().startsWith(series + ",le=") && other.value() > before)
                return QStringLiteral("a bucket above the last: ") + QString::fromUtf8(other.key());
    }
    return {};
}

} // namespace

Figures figuresIn(const QByteArray& text) {
    Figures figures;
    QMap<QString, QString> types;
    if (!text.endsWith('\n'))
        figures.fault = QStringLiteral("no line end at the end");
    for (const QByteArray& line : text.chopped(1).split('\n')) {
        const QString read = QString::fromUtf8(line);
        const auto type = typeLine.match(read), sample = sampleLine.match(read);
        bool number = false;
        const double value = sample.captured(3).toDouble(&number);
        const QByteArray name = line.left(line.lastIndexOf(' '));
        if (type.hasMatch() && !types.contains(type.captured(1)))
            types.insert(type.captured(1), type.captured(2));
        else if (sample.hasMatch() && number && declared(types, sample.captured(1)) &&
                 !figures.samples.contains(name))
            figures.samples.insert(name, value);
        else if (!helpLine.match(read).hasMatch())
            figures.fault = read;
    }
    if (figures.fault.isEmpty())
        figures.fault = bucketFault(figures);
    return figures;
}

} // namespace jiujin::tests
