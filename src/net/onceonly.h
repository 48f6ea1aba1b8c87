// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>

namespace Pinion {

/// A request's body that can be read but once. Qt 6.4 sends a request again, whatever its method,
/// when its connection ends without an answer; it cannot where the body does not go back to its
/// beginning, and reports QNetworkReply::ContentReSendError instead.
class OnceOnly final : public QIODevice
{
public:
    explicit OnceOnly(QByteArray bytes);

    [[nodiscard]] qint64 size() const override { return m_bytes.size(); }
    [[nodiscard]] bool atEnd() const override { return m_read == m_bytes.size(); }
    [[nodiscard]] qint64 bytesAvailable() const override { return m_bytes.size() - m_read; }
    bool reset() override { return false; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 maxSize) override;

private:
    QByteArray m_bytes;
    qint64 m_read = 0;
};

} // namespace Pinion
