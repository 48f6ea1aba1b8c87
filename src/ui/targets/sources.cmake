qt_wrap_ui(PINION_TARGETS_FORMS
    ${PROJECT_SOURCE_DIR}/forms/targetspage.ui
)
list(APPEND PINION_UI_SOURCES
    targets/targetband.cpp targets/targetband.h
    targets/targetbadge.cpp targets/targetbadge.h
    targets/targetcommands.cpp targets/targetcommands.h
    targets/targetcheck.cpp targets/targetcheck.h
    targets/targetlink.cpp targets/targetlink.h
    targets/targetmenu.cpp targets/targetmenu.h
    targets/targets.cpp targets/targets.h
    targets/targetspage.cpp targets/targetspage.h
    targets/targetspagetasks.cpp
    targets/targetstrip.cpp targets/targetstrip.h
    targets/windowicon.cpp targets/windowicon.h
    ${PINION_TARGETS_FORMS}
)
