// The pages of one matter as pictures, each with its number and name: as a citizen meets them, and
// the form once more when it is filled. What does not fit on the screen is scrolled and taken too.
#pragma once

#include "app/preview/sample_world.h"
#include "app/visit/journey/journey.h"
#include "app/visit/stage/window.h"

#include <QtCore/QDir>

namespace jiujin::preview {

class Walk {
public:
    Walk(journey::Journey& journey, const SampleWorld& world, stage::Window& window,
         const QDir& folder);

    // From the page where a matter is chosen to the receipt. MatterInvalid when the sample person
    // may not apply, the form cannot be filled or the centre would refuse what is filed, with every
    // fault that it finds; ProgramStart when a page does not come.
    Result<void> take(std::size_t matter, std::chrono::sys_days today);

private:
    Result<void> toChoice();
    Result<void> toForm(std::size_t matter);
    Result<void> fromForm(std::chrono::sys_days today);
    Result<void> sign();
    Result<void> reach(journey::State state, const char* name);
    Result<void> save(const char* name);
    Result<void> saveOne(const QString& name);
    void settle();

    journey::Journey& journey_;
    const SampleWorld& world_;
    stage::Window& window_;
    const QDir folder_;
    int taken_ = 0;
};

} // namespace jiujin::preview
